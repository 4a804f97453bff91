/** Names the provider of the models of endpoints, and the models. */
export const endpointVendor = 'db-architect-endpoints';

export function modelId(endpoint: string, model: string): string {
  return `${endpoint}/${model}`;
}
