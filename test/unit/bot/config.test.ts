import { describe, expect, test } from 'vitest';
import { readConfig } from '../../../bot/config.ts';

describe('readConfig', () => {
  test('an empty environment gives the documented defaults', () => {
    const config = readConfig({});

    expect(config).toMatchObject({
      port: 3978,
      host: '127.0.0.1',
      segmenter: 'rs',
      rateLimits: 'on',
      trustedProxies: ['loopback'],
    });
    expect(config.publicUrl).toBeNull();
  });

  test('an empty variable counts as unset', () => {
    expect(readConfig({ PORT: '', PUBLIC_URL: '' }).port).toBe(3978);
  });

  test.each([
    [{ PORT: 'eighty' }, 'PORT=eighty'],
    [{ PORT: '70000' }, 'PORT=70000'],
    [{ SEGMENTER: 'hanlp' }, 'SEGMENTER=hanlp'],
    [{ PUBLIC_URL: 'ftp://shop.example' }, 'PUBLIC_URL=ftp://shop.example'],
    [{ CLOCK_START: 'yesterday' }, 'CLOCK_START=yesterday'],
    [{ TRUSTED_PROXIES: 'anybody' }, 'TRUSTED_PROXIES=anybody'],
    [{ FAULT_AT: 'lunch' }, 'FAULT_AT=lunch'],
    [{ REDIS_URL: 'http://127.0.0.1:6379' }, 'REDIS_URL=http://127.0.0.1:6379'],
    [{ REDIS_URL: 'redis://r', REDIS_MASTER: 'm' }, 'REDIS_SENTINELS and REDIS_MASTER'],
    [{ REDIS_SENTINELS: 's:26379', REDIS_MASTER: 'm' }, 'REDIS_URL'],
    [{ REDIS_URL: 'redis://r', REDIS_SENTINELS: 's1,s2', REDIS_MASTER: 'm' }, 'REDIS_SENTINELS=s1'],
    [{ RATE_LIMITS: 'off', HOST: '0.0.0.0' }, 'RATE_LIMITS=off'],
    [{ NODE_ENV: 'production', FAULT_AT: 'before-commit' }, 'FAULT_AT'],
    [{ NODE_ENV: 'production', CLOCK_START: '2026-11-22T00:00:00+08:00' }, 'CLOCK_START'],
  ])('%o is refused by name', (env, named) => {
    expect(() => readConfig(env)).toThrow(named);
  });

  test('a bad secret is named but never printed', () => {
    const refused = () => readConfig({ API_TOKEN: 'too-short' });

    expect(refused).toThrow('API_TOKEN=…');
    expect(refused).not.toThrow('too-short');
  });

  test.each(['http://clerk:hush-hush@orders.example', 'https://orders.example/?key=hush-hush@'])(
    'the address of the order system carries no secret, and none is printed: %s',
    (address) => {
      const refused = () => readConfig({ ORDERS_URL: address });

      expect(refused).toThrow('ORDERS_URL=…');
      expect(refused).not.toThrow('hush-hush');
    },
  );

  test('a token of the order system that cannot stand in a header is refused unprinted', () => {
    const refused = () => readConfig({ ORDERS_TOKEN: 'hush\nhush' });

    expect(refused).toThrow('ORDERS_TOKEN=…');
  });

  test('the store is embedded until Redis is named, with its sentinels or without', () => {
    const url = 'rediss://clerk:hush@redis.example:6380/2';
    const watched = { REDIS_SENTINELS: 's1:26379,s2:26380', REDIS_MASTER: 'anxin' };

    expect(readConfig({}).redis).toBeNull();
    expect(readConfig({ REDIS_URL: url }).redis).toEqual({
      url,
      sentinel: null,
      acceptsLoss: false,
    });
    expect(readConfig({ REDIS_URL: url, REDIS_ACCEPT_LOSS: 'on', ...watched }).redis).toEqual({
      url,
      sentinel: {
        master: 'anxin',
        nodes: [
          { host: 's1', port: 26379 },
          { host: 's2', port: 26380 },
        ],
      },
      acceptsLoss: true,
    });
  });

  test('the clock starts at the moment given, with its offset', () => {
    const { clockStart } = readConfig({ CLOCK_START: '2026-11-11T08:00:00+08:00' });

    expect(clockStart).toBe(Date.UTC(2026, 10, 11));
  });
});
