/** All sections by their id in `prompts/sections`. */
import { cachingSection } from './caching.ts';
import { changesSection } from './changes.ts';
import { adrSection, failuresSection, nextSection } from './closing.ts';
import { indexesSection } from './indexes.ts';
import { jsonSection } from './json.ts';
import { migrationSection } from './migration.ts';
import {
  applicationSection,
  complianceSection,
  configurationSection,
  monitoringSection,
  provisioningSection,
  recoverySection,
  scalingSection,
  securitySection,
  tenancySection,
  testingSection,
  transactionsSection,
} from './operation.ts';
import { queriesSection } from './queries.ts';
import { recommendationSection } from './recommendation.ts';
import { questionsSection, requirementsSection } from './requirements.ts';
import { scaleSection } from './scale.ts';
import { diagramSection, schemaSection } from './schema.ts';
import type { SectionWriter } from './section-writer.ts';
import { storesSection } from './stores.ts';
import { alternativesSection, costSection, exitSection, technologySection } from './technology.ts';
import { explanationSection, findingsSection } from './workspace.ts';

export const sectionWriters: Readonly<Record<string, SectionWriter>> = {
  changes: changesSection,
  requirements: requirementsSection,
  questions: questionsSection,
  findings: findingsSection,
  explanation: explanationSection,
  recommendation: recommendationSection,
  technology: technologySection,
  stores: storesSection,
  schema: schemaSection,
  json: jsonSection,
  indexes: indexesSection,
  queries: queriesSection,
  tenancy: tenancySection,
  provisioning: provisioningSection,
  caching: cachingSection,
  scale: scaleSection,
  scaling: scalingSection,
  transactions: transactionsSection,
  application: applicationSection,
  configuration: configurationSection,
  migration: migrationSection,
  testing: testingSection,
  security: securitySection,
  compliance: complianceSection,
  monitoring: monitoringSection,
  recovery: recoverySection,
  cost: costSection,
  alternatives: alternativesSection,
  failures: failuresSection,
  exit: exitSection,
  diagram: diagramSection,
  adr: adrSection,
  next: nextSection,
};
