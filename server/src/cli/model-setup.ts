/** The language model that `ask` may ask: one that the user has named in the environment, and no other. */
import { type EndpointAddress, readAddress } from '../endpoint/address.ts';
import { CannotRun } from './io.ts';

export interface ModelSetup {
  readonly address: EndpointAddress;
  readonly model: string;
  /** Left out where the endpoint wants none. Never one that is meant for other programs, as OPENAI_API_KEY is. */
  readonly key: string | undefined;
}

export const endpointVariable = 'DB_ARCHITECT_ENDPOINT';
export const modelVariable = 'DB_ARCHITECT_MODEL';
export const keyVariable = 'DB_ARCHITECT_KEY';

/** Undefined where no endpoint is set up; throws `CannotRun` where it is set up by half. */
export function modelSetup(env: Readonly<Record<string, string | undefined>>): ModelSetup | undefined {
  const written = env[endpointVariable]?.trim() ?? '';
  if (written === '') return undefined;
  const model = env[modelVariable]?.trim() ?? '';
  if (model === '') {
    throw new CannotRun(
      `${endpointVariable} is set, and ${modelVariable} does not name a model.`,
      'With --offline the answer needs no model.',
    );
  }
  const key = env[keyVariable]?.trim();
  return { address: addressIn(written), model, key: key === '' ? undefined : key };
}

function addressIn(written: string): EndpointAddress {
  try {
    return readAddress(written);
  } catch (error) {
    throw new CannotRun(`${endpointVariable}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
