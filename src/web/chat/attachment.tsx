import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { FileIcon } from '../cards/icons.tsx';
import type { WireAttachment } from '../shared/wire.ts';

/** A file in the log: a picture as a thumbnail that opens, anything else as a row. */
export function Attachment({ attachment }: { readonly attachment: WireAttachment }): JSX.Element {
  const { contentType, contentUrl, name = '文件' } = attachment;
  const [isBroken, setBroken] = useState(false);
  const url = ownUrl(contentUrl);
  if (url === null || isBroken) {
    return (
      <p class="file">
        <FileIcon />
        <span>
          {name}
          {isBroken && <small>链接已过期，刷新页面可以重新查看</small>}
        </span>
      </p>
    );
  }
  const isPicture = contentType.startsWith('image/');
  return (
    <a class={isPicture ? 'picture' : 'file'} href={url} target="_blank" rel="noopener">
      {isPicture ? (
        <img src={url} alt={`图片 ${name}`} loading="lazy" onError={() => setBroken(true)} />
      ) : (
        <>
          <FileIcon />
          <span>{name}</span>
        </>
      )}
    </a>
  );
}

/** Only what our own server keeps is shown or linked: nothing in a message makes the page ask elsewhere. */
function ownUrl(contentUrl: string | undefined): string | null {
  if (contentUrl === undefined) return null;
  try {
    const url = new URL(contentUrl, location.href);
    return url.origin === location.origin ? url.href : null;
  } catch {
    return null; // not an address at all
  }
}
