/** Asks `@architect` in the Chat view of a fresh profile, as a person would who has no account and no model. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { playJourney } from './journey.mjs';
import { root } from './provision.mjs';

const settings = { 'chat.disableAIFeatures': false };

export function runChatJourney(editor) {
  return playJourney(editor, { suite: 'chat', files: join(root, 'samples'), settings }, journey);
}

function journey({ person, pictures }) {
  return [
    [
      'is answered at the first question, without an account',
      async () => {
        const answer = await person.ask('@architect What should we mend first in our schema?');
        assert.match(answer, /order_line/);
        assert.doesNotMatch(answer, /unavailable|sign in/i);
        await person.screenshot(join(pictures, 'chat.png'));
      },
    ],
  ];
}
