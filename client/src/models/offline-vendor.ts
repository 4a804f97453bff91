/** Names the provider of the model that is always there. */
export const offlineVendor = 'db-architect';
