import { describe, expect, test } from 'vitest';
import { cleanFileName, contentDisposition } from '../../../bot/channels/directline/file-name.ts';

describe('a file name', () => {
  test.each([
    ['破损.JPG', '破损.JPG'],
    ['照片.jpeg', '照片.jpeg'],
    ['invoice.exe', 'invoice.exe.jpg'],
    ['no ending', 'no ending.jpg'],
    ['C:\\Users\\me\\a.jpg', 'a.jpg'],
    ['../../etc/passwd', 'passwd.jpg'],
    ['a\u0000b\r\nc.jpg', 'abc.jpg'],
    ['\u202egpj.exe', 'gpj.exe.jpg'],
    ['e\u0301te\u0301.jpg', '\u00e9t\u00e9.jpg'],
    ['...hidden.jpg', 'hidden.jpg'],
    ['', '文件.jpg'],
    ['.jpg', '文件.jpg'],
    ['dir/', '文件.jpg'],
  ])('%j becomes %j', (given, cleaned) => {
    expect(cleanFileName(given, 'image/jpeg')).toBe(cleaned);
  });

  test('is cut to 120 characters and keeps its ending and its last whole character', () => {
    const name = cleanFileName(`${'😀'.repeat(200)}.png`, 'image/png');

    expect([...name]).toHaveLength(120);
    expect(name).toMatch(/^😀+\.png$/u);
  });
});

test('a download names the file in UTF-8, and in ASCII for those who cannot read it', () => {
  expect(contentDisposition('attachment', `鉴定 "1"'(*).pdf`)).toBe(
    `attachment; filename="__ _1_'(*).pdf"; filename*=UTF-8''%E9%89%B4%E5%AE%9A%20%221%22%27%28%2A%29.pdf`,
  );
});
