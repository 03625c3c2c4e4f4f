import type { UploadType } from './strip-metadata.ts';

const maxLength = 120;

/** The ending a file of this type gets, and those it may have come with. */
const endings: Readonly<Record<UploadType, readonly [string, ...string[]]>> = {
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
};

/**
 * A name that is safe to show and to save: composed form, no folders, no control or direction characters
 * (which make `gpj.exe` look like `exe.jpg`), and the ending that the content has.
 */
export function cleanFileName(name: string, type: UploadType): string {
  const base = name.normalize('NFC').toWellFormed().split(/[/\\]/).at(-1) ?? '';
  const visible = base.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim();
  const { stem, ending } = splitEnding(visible);
  const isTrue = endings[type].includes(ending.toLowerCase());
  const trueEnding = `.${isTrue ? ending : endings[type][0]}`;
  const wanted = isTrue ? stem : visible;
  const fitting = [...wanted].slice(0, maxLength - trueEnding.length).join('');
  return `${fitting.replace(/^\.+/, '') || '文件'}${trueEnding}`;
}

/** `Content-Disposition` of RFC 6266: the name in UTF-8, and one in ASCII for those who cannot read it. */
export function contentDisposition(as: 'inline' | 'attachment', name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/gu, '_');
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${as}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

function splitEnding(name: string): { readonly stem: string; readonly ending: string } {
  const dot = name.lastIndexOf('.');
  return dot === -1
    ? { stem: name, ending: '' }
    : { stem: name.slice(0, dot), ending: name.slice(dot + 1) };
}
