import { failure, parseAnswer, WireError } from './request.ts';

interface UploadOptions {
  readonly token: string;
  readonly onProgress: (part: number) => void;
  /** Ends the upload: the shopper gave it up. */
  readonly signal: AbortSignal;
}

/** No byte has moved for this long: a network that swallows packets reports nothing by itself. */
const stalledAfterMs = 20_000;

/** Posts a form and tells how much has left (0 to 1). XMLHttpRequest, because fetch cannot tell. */
export function uploadForm<T>(
  url: string,
  form: FormData,
  { token, onProgress, signal }: UploadOptions,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    if (signal.aborted) return reject(new WireError(0));
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    let patience = setTimeout(stop, stalledAfterMs);
    request.open('POST', url);
    request.setRequestHeader('authorization', `Bearer ${token}`);
    request.upload.onprogress = (event) => {
      clearTimeout(patience);
      patience = setTimeout(stop, stalledAfterMs);
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onerror = request.onabort = () => reject(new WireError(0));
    request.onload = () => {
      const { status, responseText } = request;
      if (status >= 200 && status < 300) resolve(parseAnswer<T>(responseText));
      else reject(failure(status, responseText, request.getResponseHeader('retry-after')));
    };
    request.onloadend = () => {
      clearTimeout(patience);
      signal.removeEventListener('abort', stop);
    };
    signal.addEventListener('abort', stop);
    request.send(form);
  });
}
