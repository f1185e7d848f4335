import { totalmem } from 'node:os';

const MB = 1024 * 1024;

/**
 * A sixteenth of the memory, between 64 MB and 1 GB: the server is a guest on somebody's machine, and takes the
 * memory only when there is so much to keep in it.
 */
const sharedBuffers = (memory: number): number => Math.min(1024, Math.max(64, Math.floor(memory / 16 / MB)));

/**
 * Settings of a local working database: given on the command line at every start, so that they
 * follow the version of Winnow and not the day on which the data directory was made.
 */
export const settingsFor = (port: number, memory = totalmem()): Readonly<Record<string, string>> => ({
  port: String(port),
  listen_addresses: '127.0.0.1',
  // No socket file: its path may hold 107 bytes at most, and projects lie deeper than that.
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: `${sharedBuffers(memory)}MB`,
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // After a checkpoint whole pages are logged, most of them of indexes of hashes: 150 us of work each, and no byte less.
  wal_compression: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  jit: 'off',
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  password_encryption: 'scram-sha-256',
  log_min_messages: 'warning',
  // Statements that fail may hold page text: the log names the error only.
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
});

/** Settings as `-c name=value` words. */
export const settingWords = (settings: Readonly<Record<string, string>>): string[] =>
  Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
