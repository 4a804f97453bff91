import { expect, test } from 'vitest';
import {
  forgetRemembered,
  rememberedByElement,
  rememberedByText,
  rememberedOfLate,
} from '../../server/src/model/remembered.ts';

test('what is remembered is found once, and once more after all was forgotten', () => {
  let found = 0;
  const find = () => ++found;
  const element = {};
  const byText = rememberedByText(find);
  const ofLate = rememberedOfLate(find);
  const byElement = rememberedByElement(find);
  const ask = () => [byText('orders'), ofLate('orders'), byElement(element)];
  expect([ask(), ask()]).toEqual([
    [1, 2, 3],
    [1, 2, 3],
  ]);
  forgetRemembered();
  expect([ask(), ask()]).toEqual([
    [4, 5, 6],
    [4, 5, 6],
  ]);
});
