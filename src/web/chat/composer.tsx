import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ImageIcon, SendIcon } from '../cards/icons.tsx';
import { isSendKey } from '../shared/is-send-key.ts';
import type { PendingFile } from '../shared/outbox.ts';
import { acceptList, addFiles } from './chosen-files.ts';
import { FileTray } from './file-tray.tsx';
import { useDraft } from './use-draft.ts';

const longestText = 4000;
/** From here on the shopper is told how much is left. */
const countFrom = 3800;

interface ComposerProps {
  readonly onSend: (text: string, files: readonly PendingFile[]) => void;
}

/** Where the shopper writes. */
export function Composer({ onSend }: ComposerProps): JSX.Element {
  const [text, write] = useDraft();
  const [files, setFiles] = useState<readonly PendingFile[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const box = useGrowingBox(text);
  const canSend = (text.trim() !== '' || files.length > 0) && text.length <= longestText;

  const add = (chosen: readonly File[]) => {
    const result = addFiles(files, chosen);
    setFiles(result.files);
    setProblem(result.problem);
  };
  const send = () => {
    box.current?.focus();
    if (!canSend) return;
    onSend(text.trim(), files);
    write('');
    setFiles([]);
    setProblem(null);
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {files.length > 0 && (
        <FileTray
          files={files}
          onRemove={(gone) => setFiles(files.filter((file) => file !== gone))}
        />
      )}
      <Limits problem={problem} length={text.length} />
      <div class="composer-line">
        <FileButton onChoose={add} />
        <textarea
          id="composer"
          ref={box}
          rows={1}
          value={text}
          aria-label="输入您的问题"
          placeholder="输入您的问题"
          enterkeyhint="send"
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (!isSendKey(event)) return;
            event.preventDefault();
            send();
          }}
          onPaste={(event) => {
            const pasted = [...(event.clipboardData?.files ?? [])];
            if (pasted.length === 0) return;
            event.preventDefault();
            add(pasted);
          }}
        />
        <button type="submit" class="send" aria-label="发送" aria-disabled={!canSend}>
          <SendIcon />
        </button>
      </div>
    </form>
  );
}

/** The box is as high as its text; the stylesheet stops it at four lines. */
function useGrowingBox(text: string) {
  const box = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    element.style.height = 'auto';
    const borders = element.offsetHeight - element.clientHeight;
    element.style.height = `${element.scrollHeight + borders}px`;
  }, [text]);
  return box;
}

function Limits(props: { readonly problem: string | null; readonly length: number }): JSX.Element {
  const { problem, length } = props;
  return (
    <div class="limits">
      <p role="alert">{problem}</p>
      {length >= countFrom && (
        <p class={length > longestText ? 'too-long' : ''} role="status">
          {length > longestText
            ? `超出 ${length - longestText} 字，请分几次发送`
            : `还可以输入 ${longestText - length} 字`}
        </p>
      )}
    </div>
  );
}

function FileButton({ onChoose }: { readonly onChoose: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="icon-button"
        aria-label="发送图片或文件"
        onClick={() => input.current?.click()}
      >
        <ImageIcon />
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={acceptList}
        onChange={(event) => {
          onChoose([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = ''; // so that the same file can be chosen again
        }}
      />
    </>
  );
}
