import { describe, expect, test } from '@jest/globals';
import { customerNumberExpression, isCustomerNumberPattern } from './customer-number-pattern.ts';

describe('the picture of a customer number', () => {
  test.each(['9999 9999 99', '99999', 'AA-999999', 'K99999'.replace('K', 'A')])('accepts %s', (pattern) => {
    expect(isCustomerNumberPattern(pattern)).toBe(true);
  });

  test.each([
    '',
    '9999',
    '(9+)+$',
    '99999*',
    'AAAAAA',
    'AAAAA99',
    '9999 ',
    ' 99999',
    '99  999',
    '9'.repeat(31),
    '12345',
  ])('refuses "%s"', (pattern) => {
    expect(isCustomerNumberPattern(pattern)).toBe(false);
  });

  test.each(['4471 9038 21', '4471903821', '4471-9038-21', '4471 903821', '4471\u00a09038\u00a021'])(
    'finds %s however it is spaced',
    (number) => {
      const found = [
        ...`Meine Nummer ist ${number}, danke`.matchAll(customerNumberExpression('9999 9999 99')),
      ];
      expect(found.map(([text]) => text)).toEqual([number]);
    },
  );

  test('does not find a part of a longer number', () => {
    expect('44719038219'.match(customerNumberExpression('9999 9999 99'))).toBeNull();
    expect('x4471903821'.match(customerNumberExpression('9999 9999 99'))).toBeNull();
  });

  test('takes letters of any alphabet where the picture has letters', () => {
    expect('Kunde ÄB-123456'.match(customerNumberExpression('AA-999999'))).toEqual(['ÄB-123456']);
  });

  test('reads a text made of nothing but near misses in linear time', () => {
    const text = '4471 9038 2'.repeat(20_000);
    const startedAt = performance.now();
    expect([...text.matchAll(customerNumberExpression('9999 9999 99'))].length).toBeLessThan(text.length);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });
});
