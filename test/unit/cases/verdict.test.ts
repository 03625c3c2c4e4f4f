import { expect, test } from 'vitest';
import { verdictOf } from '../../../src/cases/verdict.ts';
import { type ClauseId, parseClauseId } from '../../../src/kernel/ids.ts';

const ground = parseClauseId('identity-unproven') as ClauseId;

test('a claim is granted with an amount, and refused without one', () => {
  expect(verdictOf('counterfeit_claim', { result: 'granted', amountFen: 150_000 })).toEqual({
    family: 'claim',
    result: 'granted',
    amountFen: 150_000,
  });
  expect(verdictOf('counterfeit_claim', { result: 'partly' })).toMatch(/amountFen/);
  expect(verdictOf('counterfeit_claim', { result: 'refused', amountFen: 1 })).toMatch(/none/);
});

test('a right in one’s own data is refused only with a clause', () => {
  expect(verdictOf('privacy_request', { result: 'refused' })).toMatch(/ground/);
  expect(verdictOf('privacy_request', { result: 'refused', ground })).toMatchObject({ ground });
});

test('a return and a plain service have neither amount nor ground', () => {
  expect(verdictOf('return_goods', { result: 'granted' })).toMatchObject({ family: 'goods' });
  expect(verdictOf('complaint', { result: 'partly' })).toMatchObject({ family: 'service' });
  expect(verdictOf('return_goods', { result: 'granted', amountFen: 1 })).toMatch(/amountFen/);
  expect(verdictOf('complaint', { result: 'refused', ground })).toMatch(/ground/);
});
