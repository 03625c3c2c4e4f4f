import { failure, parseAnswer, WireError } from './request.ts';

/** Posts a form and tells how much has left (0 to 1). XMLHttpRequest, because fetch cannot tell. */
export function uploadForm<T>(
  url: string,
  form: FormData,
  { token, onProgress }: { readonly token: string; readonly onProgress: (part: number) => void },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.setRequestHeader('authorization', `Bearer ${token}`);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onerror = () => reject(new WireError(0));
    request.onload = () => {
      const { status, responseText } = request;
      if (status >= 200 && status < 300) resolve(parseAnswer<T>(responseText));
      else reject(failure(status, responseText, request.getResponseHeader('retry-after')));
    };
    request.send(form);
  });
}
