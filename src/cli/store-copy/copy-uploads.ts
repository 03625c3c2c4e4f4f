import { join } from 'node:path';
import { copyFiles } from '../../storage/files/copy-files.ts';

interface Uploads {
  /** The data directory they are in; `null`: not said. */
  readonly from: string | null;
  /** The data directory of the copy; `null`: Redis, which keeps no files. */
  readonly to: string | null;
}

/** Takes the uploaded files along, which are never in the database; tells what was done and what is left to do. */
export async function copyUploads({ from, to }: Uploads): Promise<string> {
  if (to === null) {
    const where = from === null ? '原来的数据文件夹' : from;
    return `上传的文件和密钥不在 Redis 里：让每个节点的 DATA_DIR 指向 ${where}（或它的副本）。`;
  }
  if (from === null) {
    return `上传的文件没有复制：把节点 DATA_DIR 里的 uploads 复制到 ${to}，或用 --files 指出来。密钥要自己带过去。`;
  }
  if (from === to) return '上传的文件已经在这个文件夹里。';
  const copied = await copyFiles(join(from, 'uploads'), join(to, 'uploads'));
  return `复制了 ${copied} 个上传的文件；密钥和密码没有复制，要自己带过去。`;
}
