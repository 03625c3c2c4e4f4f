import { useRef } from 'react';
import { Modal } from './modal.tsx';

const keys = [
  { keys: ['Alt', 'N'], does: '接入排在第一位的顾客' },
  { keys: ['Alt', 'J'], does: '我的下一个会话' },
  { keys: ['Alt', 'K'], does: '我的上一个会话' },
  { keys: ['Alt', 'R'], does: '回到输入框' },
  { keys: ['Alt', 'E'], does: '交还机器人' },
  { keys: ['Ctrl', '1–3'], does: '把建议放入输入框（浏览器占用时用 Alt）' },
  { keys: ['Enter'], does: '发送' },
  { keys: ['Shift', 'Enter'], does: '换行' },
] as const;

/** All that can be done by keyboard. */
export function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  const shut = useRef<HTMLButtonElement>(null);
  return (
    <Modal title="快捷键" first={shut} onClose={onClose}>
      <dl className="keys">
        {keys.map(({ keys: caps, does }) => (
          <KeyLine key={does} caps={caps} does={does} />
        ))}
      </dl>
      <div className="dialog-buttons">
        <button ref={shut} type="button" className="button" onClick={onClose}>
          关闭
        </button>
      </div>
    </Modal>
  );
}

function KeyLine({ caps, does }: { readonly caps: readonly string[]; readonly does: string }) {
  return (
    <>
      <dt>
        {caps.map((cap) => (
          <kbd key={cap}>{cap}</kbd>
        ))}
      </dt>
      <dd>{does}</dd>
    </>
  );
}
