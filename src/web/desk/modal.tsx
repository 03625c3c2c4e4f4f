import { type ReactNode, type RefObject, useEffect, useId, useRef } from 'react';

interface ModalProps {
  readonly title: string;
  /** What Enter presses at once. */
  readonly first: RefObject<HTMLElement | null>;
  readonly children: ReactNode;
  readonly onClose: () => void;
}

/** A dialog over the page: Esc closes it, and the focus returns to where it was. */
export function Modal({ title, first, children, onClose }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    first.current?.focus();
    return () => element?.close();
  }, [first]);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={titleId} onCancel={onClose}>
      <h2 id={titleId}>{title}</h2>
      {children}
    </dialog>
  );
}
