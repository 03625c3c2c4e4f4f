import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { CloseIcon, FileIcon } from '../cards/icons.tsx';
import type { PendingFile } from '../shared/outbox.ts';
import { sizeText, uploadText } from './zh.ts';

interface ChosenFileProps {
  readonly chosen: PendingFile;
  readonly onRemove?: () => void;
  /** 0 to 1 while it is being uploaded. */
  readonly progress?: number;
}

/** A file of the shopper's before the log has it; `onRemove` while it can still be taken back. */
export function ChosenFile({ chosen, onRemove, progress }: ChosenFileProps): JSX.Element {
  return (
    <div class="chosen">
      <Thumbnail chosen={chosen} />
      <span class="chosen-name">
        {chosen.name}
        <small>
          {sizeText(chosen.sizeBytes)}
          {progress !== undefined && ` · ${uploadText(progress)}`}
        </small>
        {progress !== undefined && (
          <progress value={progress} aria-label={`${chosen.name} 的上传进度`} />
        )}
      </span>
      {onRemove && (
        <button
          type="button"
          class="icon-button"
          aria-label={`移除 ${chosen.name}`}
          onClick={onRemove}
        >
          <CloseIcon />
        </button>
      )}
    </div>
  );
}

/** Twice the drawn size, for sharp screens. */
const thumbnailPx = 96;

/** Drawn on a canvas: needs no blob: URL, which a strict content policy forbids. */
function Thumbnail({
  chosen: { contentType, file },
}: {
  readonly chosen: PendingFile;
}): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isDrawn, setDrawn] = useState(false);
  useEffect(() => {
    if (!file || !contentType.startsWith('image/')) return;
    let isWanted = true;
    createImageBitmap(file).then(
      (bitmap) => {
        if (isWanted && canvas.current) drawCover(canvas.current, bitmap);
        if (isWanted) setDrawn(true);
        bitmap.close();
      },
      () => undefined, // a picture the browser cannot read keeps its file sign; the server judges it
    );
    return () => {
      isWanted = false;
    };
  }, [file, contentType]);
  return (
    <span class="thumbnail">
      <canvas ref={canvas} width={thumbnailPx} height={thumbnailPx} hidden={!isDrawn} />
      {!isDrawn && <FileIcon />}
    </span>
  );
}

function drawCover(canvas: HTMLCanvasElement, bitmap: ImageBitmap): void {
  const side = Math.min(bitmap.width, bitmap.height);
  const left = (bitmap.width - side) / 2;
  const top = (bitmap.height - side) / 2;
  canvas.getContext('2d')?.drawImage(bitmap, left, top, side, side, 0, 0, thumbnailPx, thumbnailPx);
}
