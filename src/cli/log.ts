import pino from 'pino';
import { LOG_LEVELS } from '../config.ts';

/** A level that is none is wrong use, which is said when the settings are read. */
const levelOf = (name: string | undefined): string => LOG_LEVELS.find((level) => level === name) ?? 'error';

/** The log of a command: JSON lines on standard error, level from WINNOW_LOG. Never page text, never a secret. */
export const log = pino({ level: levelOf(process.env.WINNOW_LOG), base: null }, pino.destination(2));
