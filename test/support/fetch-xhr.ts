/**
 * The part of XMLHttpRequest that the official client uses, on top of fetch: Node has none.
 * Text and JSON answers, array buffers, headers, timeout, abort.
 */
export class FetchXhr {
  readyState = 0;
  status = 0;
  response: unknown = null;
  responseType = '';
  timeout = 0;
  onreadystatechange: ((event: object) => void) | null = null;
  onerror: ((event: object) => void) | null = null;
  ontimeout: ((event: object) => void) | null = null;
  readonly upload = {};
  withCredentials = false;
  #method = 'GET';
  #url = '';
  #headers = new Headers();
  #answer: Headers | null = null;
  readonly #abort = new AbortController();

  open(method: string, url: string): void {
    this.#method = method;
    this.#url = url;
    this.readyState = 1;
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers.set(name, value);
  }

  getResponseHeader(name: string): string | null {
    return this.#answer?.get(name) ?? null;
  }

  send(body?: BodyInit): void {
    void this.#run(body); // ends in one of the three callbacks
  }

  abort(): void {
    this.#abort.abort();
  }

  async #run(body: BodyInit | undefined): Promise<void> {
    const timeout = AbortSignal.timeout(this.timeout || 60_000);
    try {
      const answer = await fetch(this.#url, {
        method: this.#method,
        headers: this.#headers,
        signal: AbortSignal.any([this.#abort.signal, timeout]),
        ...(body === undefined ? {} : { body }),
      });
      this.#answer = answer.headers;
      this.response = await this.#read(answer);
      this.status = answer.status;
      this.readyState = 4;
    } catch {
      if (this.#abort.signal.aborted) return;
      const failed = timeout.aborted ? this.ontimeout : this.onerror;
      failed?.call(this, {});
      return;
    }
    this.onreadystatechange?.call(this, {});
  }

  async #read(answer: Response): Promise<unknown> {
    if (this.responseType === 'arraybuffer') return answer.arrayBuffer();
    const text = await answer.text();
    return this.responseType === 'json' ? JSON.parse(text || 'null') : text;
  }
}
