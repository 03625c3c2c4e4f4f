import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { CameraIcon } from '../../cards/icons.tsx';
import { useKeptInSight } from '../../cards/use-kept-in-sight.ts';
import type { PendingFile } from '../../shared/outbox.ts';
import { addFiles, pictureTypes } from '../chosen-files.ts';
import { FileTray } from '../file-tray.tsx';

interface PhotoInputProps {
  readonly most: number;
  /** While an upload runs it is closed; taken back, the pictures are still chosen. */
  readonly isLive: boolean;
  readonly onSend: (files: readonly PendingFile[]) => void;
}

/** Pictures from the camera or the album, looked at before they go. */
export function PhotoInput({ most, isLive, onSend }: PhotoInputProps): JSX.Element | null {
  const picker = useRef<HTMLInputElement>(null);
  const [files, setFiles] = useState<readonly PendingFile[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const root = useKeptInSight<HTMLElement>([files, problem]);

  const add = (chosen: readonly File[]) => {
    const result = addFiles(files, chosen, { types: pictureTypes, most });
    setFiles(result.files);
    setProblem(result.problem);
  };
  const remove = (gone: PendingFile) => {
    setFiles(files.filter((file) => file !== gone));
    setProblem(null);
  };

  if (!isLive) return null;
  return (
    <section class="ask-card" ref={root} aria-label="上传照片">
      {files.length > 0 && <FileTray files={files} onRemove={remove} />}
      <div class="ask-line">
        {files.length < most && (
          <button type="button" class="quiet-button" onClick={() => picker.current?.click()}>
            <CameraIcon />
            {files.length === 0 ? '拍照或选择图片' : '再加一张'}
          </button>
        )}
        {files.length > 0 && (
          <button type="button" class="solid-button" onClick={() => onSend(files)}>
            发送 {files.length} 张
          </button>
        )}
      </div>
      <p class="problem" role="alert">
        {problem}
      </p>
      <p class="ask-note">最多 {most} 张，JPG、PNG 或 WebP，每张不超过 10 MB</p>
      <input
        ref={picker}
        type="file"
        class="photo-picker"
        hidden
        multiple={most > 1}
        accept={pictureTypes.join(',')}
        onChange={(event) => {
          add([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = ''; // so that the same file can be chosen again
        }}
      />
    </section>
  );
}
