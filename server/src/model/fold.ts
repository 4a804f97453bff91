/** Applies schema changes one after another, as a database would, and yields what stands at the end. */
import { spelled } from './column-spelling.ts';
import type { Dialect } from './dialect.ts';
import { addColumn, alterColumn, commentOnColumn, dropColumn, renameColumn, replaceColumn } from './fold-columns.ts';
import { addPrimaryKeyToAll, dropConstraintOfAll, fromIndex, renameConstraint, validate } from './fold-constraints.ts';
import { createIndex, dropIndex, renameIndex, setIndexVisibility } from './fold-indexes.ts';
import { FoldState } from './fold-state.ts';
import {
  attachPartition,
  createTable,
  dropSchema,
  dropTable,
  dropTrigger,
  renameSchema,
  renameTable,
  setInherits,
} from './fold-tables.ts';
import { addEnumValue, dropType, editEnum, renameType, renameView } from './fold-types.ts';
import { keyOf, type ObjectName } from './names.ts';
import type { Schema } from './schema.ts';
import type { SchemaChange } from './schema-change.ts';
import type { Gap } from './table.ts';

/** Statements whose rows of seed data are kept for a table. */
const seedStatements = 40;

export class Fold extends FoldState {
  apply(change: SchemaChange): void {
    switch (change.kind) {
      case 'create-table':
        createTable(this, change.table, change.like);
        break;
      case 'drop-table':
        dropTable(this, change.table, change.cascade);
        break;
      case 'rename-table':
        renameTable(this, change.table, change.to, change.leavesReferences === true);
        break;
      case 'add-column':
        this.family(change.table, (table) => addColumn(this, table, change.column, change.position));
        break;
      case 'drop-column':
        dropColumn(this, change.table, change.column, change.cascade);
        break;
      case 'rename-column':
        renameColumn(this, change.table, change.column, change.to);
        break;
      case 'alter-column':
        this.family(change.table, (table) => alterColumn(this, table, change.column, change.set));
        break;
      case 'replace-column':
        this.edit(change.table, (table) => replaceColumn(this, table, change.column, change.by));
        break;
      case 'add-primary-key':
        addPrimaryKeyToAll(this, change.table, change.key, change.usingIndex);
        break;
      case 'add-unique':
        this.family(
          change.table,
          (table) => {
            table.uniques = [...table.uniques, fromIndex(this, table, change.key, change.usingIndex)];
          },
          'partitions',
        );
        break;
      case 'add-foreign-key':
        this.family(
          change.table,
          (table) => {
            table.foreignKeys = [...table.foreignKeys, spelled(this.dialect, table, change.foreignKey)];
          },
          'partitions',
        );
        break;
      case 'add-check':
        this.family(change.table, (table) => {
          table.checks = [...table.checks, change.check];
        });
        break;
      case 'add-exclusion':
        this.edit(change.table, (table) => {
          table.exclusions = [...table.exclusions, change.exclusion];
        });
        break;
      case 'drop-primary-key':
        this.edit(change.table, (table) => {
          table.primaryKey = undefined;
        });
        break;
      case 'drop-constraint':
        dropConstraintOfAll(this, change.table, change.name, gapOfDrop(change));
        break;
      case 'rename-constraint':
        this.edit(change.table, (table) => renameConstraint(this, table, change.name, change.to));
        break;
      case 'validate-constraint':
        this.edit(change.table, (table) => validate(this, table, change.name));
        break;
      case 'create-index':
        createIndex(this, change.table, change.index, change.ifNotExists);
        break;
      case 'drop-index':
        dropIndex(this, change.name, change.table);
        break;
      case 'rename-index':
        renameIndex(this, change.name, change.table, change.to);
        break;
      case 'set-index-visibility':
        this.edit(change.table, (table) => setIndexVisibility(this, table, change.name, change.visible));
        break;
      case 'set-table-options':
        this.edit(change.table, (table) => {
          table.options = { ...table.options, ...change.options };
        });
        break;
      case 'set-persistence':
        this.edit(change.table, (table) => {
          table.persistence = change.persistence;
        });
        break;
      case 'attach-partition':
        attachPartition(this, change.partition, change.table);
        break;
      case 'detach-partition':
        this.edit(change.partition, (table) => {
          delete table.partitionOf;
        });
        break;
      case 'set-inherits':
        this.edit(change.table, (table) => setInherits(this, table, change.parent, change.add));
        break;
      case 'set-row-security':
        this.edit(change.table, (table) => {
          table.rowSecurity = change.enabled;
        });
        break;
      case 'create-policy':
        this.edit(change.table, (table) => {
          table.policies = [...table.policies, change.policy];
        });
        break;
      case 'drop-policy':
        this.edit(change.table, (table) => {
          table.policies = table.policies.filter((policy) => policy.name !== change.name);
        });
        break;
      case 'create-trigger':
        this.edit(change.table, (table) => {
          if (!table.triggers.includes(change.name)) table.triggers = [...table.triggers, change.name];
        });
        break;
      case 'drop-trigger':
        dropTrigger(this, change.name, change.table);
        break;
      case 'insert-rows':
        this.edit(change.table, (table) => {
          if (table.seed.length < seedStatements) table.seed = [...table.seed, change.rows];
        });
        break;
      case 'comment-on-table':
        this.edit(change.table, (table) => {
          if (change.text === undefined) delete table.comment;
          else table.comment = change.text;
        });
        break;
      case 'comment-on-column':
        this.edit(change.table, (table) => commentOnColumn(this, table, change.column, change.text));
        break;
      case 'create-enum':
        if (!this.enums.has(change.type.key)) this.enums.set(change.type.key, change.type);
        break;
      case 'add-enum-value':
        editEnum(this, change.type, (values) => addEnumValue(values, change.value, change));
        break;
      case 'rename-enum-value':
        editEnum(this, change.type, (values) => values.map((value) => (value === change.value ? change.to : value)));
        break;
      case 'create-domain':
        if (!this.domains.has(change.domain.key)) this.domains.set(change.domain.key, change.domain);
        break;
      case 'rename-type':
        renameType(this, change.type, change.to);
        break;
      case 'drop-type':
        dropType(this, change.type, change.cascade);
        break;
      case 'create-view':
        if (change.orReplace || !this.views.has(change.view.key)) this.views.set(change.view.key, change.view);
        break;
      case 'drop-view':
        this.views.delete(keyOf(this.dialect, change.view));
        break;
      case 'rename-view':
        renameView(this, change.view, change.to);
        break;
      case 'create-schema':
        break;
      case 'drop-schema':
        dropSchema(this, change.name);
        break;
      case 'rename-schema':
        renameSchema(this, change.name, change.to);
        break;
      case 'gap':
        this.#leaveGap(change.table, { reason: change.reason, origin: change.origin });
        break;
    }
  }

  #leaveGap(name: ObjectName | undefined, gap: Gap): void {
    if (name === undefined) this.gaps.push(gap);
    else {
      this.edit(name, (table) => {
        table.gaps = [...table.gaps, gap];
      });
    }
  }
}

/** What is left in doubt where the constraint that is dropped is not known. */
function gapOfDrop({
  mayMiss,
  name,
  origin,
}: Extract<SchemaChange, { readonly kind: 'drop-constraint' }>): Gap | undefined {
  return mayMiss === true ? { reason: `${name} is dropped, and no constraint has that name`, origin } : undefined;
}

/** The schema that a sequence of changes leaves behind. */
export function foldChanges(changes: Iterable<SchemaChange>, dialect: Dialect): Schema {
  const fold = new Fold(dialect);
  for (const change of changes) fold.apply(change);
  return fold.finish();
}
