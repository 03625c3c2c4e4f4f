import { z } from 'zod';

/** `YYYY-MM-DD` of a day that exists. */
export const dateText = z
  .string('日期请写成 YYYY-MM-DD，例如 2024-07-01')
  .refine(isDay, '日期请写成 YYYY-MM-DD，例如 2024-07-01，并且是存在的一天');

/** Whether the text is `YYYY-MM-DD` of a day that exists. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
