import type { JSX } from 'preact';
import type { PendingFile } from '../shared/outbox.ts';
import { ChosenFile } from './chosen-file.tsx';

interface FileTrayProps {
  readonly files: readonly PendingFile[];
  readonly onRemove: (file: PendingFile) => void;
}

/** Files that are chosen and not sent yet. */
export function FileTray({ files, onRemove }: FileTrayProps): JSX.Element {
  return (
    <ul class="tray" aria-label="要发送的文件">
      {files.map((file, index) => (
        <li key={index}>
          <ChosenFile chosen={file} onRemove={() => onRemove(file)} />
        </li>
      ))}
    </ul>
  );
}
