/** Applies schema changes one after another, as a database would, and yields what stands at the end. */
import { checkName, foreignKeyName, indexName, keyName } from './default-names.ts';
import { type Dialect, foldCase } from './dialect.ts';
import { columnsIn, type Expression, type WrittenExpression } from './expression.ts';
import { IndexOwners } from './index-owners.ts';
import { keyOf, type ObjectName } from './names.ts';
import { PointingTables } from './pointing-tables.ts';
import type { Domain, EnumType, Schema, View } from './schema.ts';
import type { LikeClause, SchemaChange } from './schema-change.ts';
import type { Check, Column, Exclusion, ForeignKey, Gap, Index, IndexPart, Key, Table } from './table.ts';

/** Rows of seed data kept per table. */
const seedStatements = 40;

/**
 * Elements of a table, or values of an enum, beyond which it is not changed any more: each change copies them, and no
 * database takes as many.
 */
const mostElements = 10_000;

type Draft = { -readonly [Member in keyof Table]: Table[Member] };

export class Fold {
  readonly dialect: Dialect;
  readonly tables = new Map<string, Table>();
  readonly enums = new Map<string, EnumType>();
  readonly domains = new Map<string, Domain>();
  readonly views = new Map<string, View>();
  readonly gaps: Gap[] = [];
  readonly #pointing: PointingTables;
  readonly #indexOwners: IndexOwners;

  constructor(dialect: Dialect) {
    this.dialect = dialect;
    this.#pointing = new PointingTables(dialect);
    this.#indexOwners = new IndexOwners(dialect);
  }

  apply(change: SchemaChange): void {
    switch (change.kind) {
      case 'create-table':
        this.#createTable(change.table, change.like);
        break;
      case 'drop-table':
        this.#dropTable(change.table, change.cascade);
        break;
      case 'rename-table':
        this.#renameTable(change.table, change.to);
        break;
      case 'add-column':
        this.#family(change.table, (table) => this.#addColumn(table, change.column, change.position));
        break;
      case 'drop-column':
        this.#dropColumn(change.table, change.column, change.cascade);
        break;
      case 'rename-column':
        this.#renameColumn(change.table, change.column, change.to);
        break;
      case 'alter-column':
        this.#family(change.table, (table) => {
          this.#patchColumn(table, change.column, (column) => {
            const { defaultName, ...set } = { ...column, ...change.set };
            const patched = { ...set, ...(set.default !== undefined && defaultName !== undefined && { defaultName }) };
            for (const member of ['default', 'identity', 'generated'] as const) {
              if (member in change.set && change.set[member] === undefined) delete (patched as Partial<Column>)[member];
            }
            // A serial's counter is its default: without it the column counts no more.
            if ('default' in change.set && patched.type.serial === true) {
              const { serial: _, ...type } = patched.type;
              return { ...patched, type, autoIncrement: false } as Column;
            }
            return patched as Column;
          });
        });
        break;
      case 'replace-column':
        this.#edit(change.table, (table) => {
          const old = this.#column(table, change.column);
          if (old === undefined) return;
          if (old.name !== change.by.name) this.#renameInside(table, old.name, change.by.name);
          const inKey = table.primaryKey?.columns.includes(change.by.name) === true;
          this.#patchColumn(table, change.by.name, () => (inKey ? { ...change.by, nullable: false } : change.by));
        });
        break;
      case 'add-primary-key':
        this.#family(
          change.table,
          (table) => {
            const own = this.#same(table, change.table);
            if (!own && table.primaryKey !== undefined) return;
            const key = own ? change.key : unnamed(change.key);
            this.#addPrimaryKey(table, this.#fromIndex(table, key, change.usingIndex));
          },
          'partitions',
        );
        break;
      case 'add-unique':
        this.#family(
          change.table,
          (table) => {
            table.uniques = [...table.uniques, this.#fromIndex(table, change.key, change.usingIndex)];
          },
          'partitions',
        );
        break;
      case 'add-foreign-key':
        this.#family(
          change.table,
          (table) => {
            table.foreignKeys = [...table.foreignKeys, this.#spelled(table, change.foreignKey)];
          },
          'partitions',
        );
        break;
      case 'add-check':
        this.#family(change.table, (table) => {
          table.checks = [...table.checks, change.check];
        });
        break;
      case 'add-exclusion':
        this.#edit(change.table, (table) => {
          table.exclusions = [...table.exclusions, change.exclusion];
        });
        break;
      case 'drop-primary-key':
        this.#edit(change.table, (table) => {
          table.primaryKey = undefined;
        });
        break;
      case 'drop-constraint':
        this.#family(change.table, (table) => {
          const before: Table = { ...table };
          this.#dropConstraint(table, change.name);
          if (change.mayMiss !== true || !sameConstraints(before, table)) return;
          const gap = { reason: `${change.name} is dropped, and no constraint has that name`, origin: change.origin };
          table.gaps = [...table.gaps, gap];
        });
        break;
      case 'rename-constraint':
        this.#edit(change.table, (table) => this.#renameConstraint(table, change.name, change.to));
        break;
      case 'validate-constraint':
        this.#edit(change.table, (table) => this.#validate(table, change.name));
        break;
      case 'create-index':
        this.#createIndex(change.table, change.index, change.ifNotExists);
        break;
      case 'drop-index':
        this.#dropIndex(change.name, change.table);
        break;
      case 'rename-index':
        this.#renameIndex(change.name, change.table, change.to);
        break;
      case 'set-index-visibility':
        this.#edit(change.table, (table) => {
          const wanted = foldCase(this.dialect, change.name);
          table.indexes = table.indexes.map((index) => {
            const own = indexName(this.dialect, table, index);
            return own !== undefined && foldCase(this.dialect, own) === wanted
              ? { ...index, visible: change.visible }
              : index;
          });
        });
        break;
      case 'set-table-options':
        this.#edit(change.table, (table) => {
          table.options = { ...table.options, ...change.options };
        });
        break;
      case 'set-persistence':
        this.#edit(change.table, (table) => {
          table.persistence = change.persistence;
        });
        break;
      case 'attach-partition':
        this.#edit(change.partition, (table) => {
          table.partitionOf = change.table;
          const parent = this.#find(change.table);
          if (parent !== undefined) this.#takeKeys(table, parent);
        });
        break;
      case 'detach-partition':
        this.#edit(change.partition, (table) => {
          delete table.partitionOf;
        });
        break;
      case 'set-inherits':
        this.#edit(change.table, (table) => {
          const others = table.inherits.filter((parent) => !this.#same(parent, change.parent));
          table.inherits = change.add ? [...others, change.parent] : others;
        });
        break;
      case 'set-row-security':
        this.#edit(change.table, (table) => {
          table.rowSecurity = change.enabled;
        });
        break;
      case 'create-policy':
        this.#edit(change.table, (table) => {
          table.policies = [...table.policies, change.policy];
        });
        break;
      case 'drop-policy':
        this.#edit(change.table, (table) => {
          table.policies = table.policies.filter((policy) => policy.name !== change.name);
        });
        break;
      case 'create-trigger':
        this.#edit(change.table, (table) => {
          if (!table.triggers.includes(change.name)) table.triggers = [...table.triggers, change.name];
        });
        break;
      case 'drop-trigger': {
        const wanted = foldCase(this.dialect, change.name);
        for (const table of this.#tablesWith(change.table)) {
          if (!table.triggers.some((name) => foldCase(this.dialect, name) === wanted)) continue;
          this.#edit(table, (draft) => {
            draft.triggers = draft.triggers.filter((name) => foldCase(this.dialect, name) !== wanted);
          });
        }
        break;
      }
      case 'insert-rows':
        this.#edit(change.table, (table) => {
          if (table.seed.length < seedStatements) table.seed = [...table.seed, change.rows];
        });
        break;
      case 'comment-on-table':
        this.#edit(change.table, (table) => {
          if (change.text === undefined) delete table.comment;
          else table.comment = change.text;
        });
        break;
      case 'comment-on-column':
        this.#edit(change.table, (table) => {
          this.#patchColumn(table, change.column, (column) => {
            const { comment: _, ...bare } = column;
            return change.text === undefined ? bare : { ...bare, comment: change.text };
          });
        });
        break;
      case 'create-enum':
        if (!this.enums.has(change.type.key)) this.enums.set(change.type.key, change.type);
        break;
      case 'add-enum-value':
        this.#editEnum(change.type, (values) => {
          if (values.includes(change.value)) return values;
          const neighbour = change.before ?? change.after;
          const at = neighbour === undefined ? -1 : values.indexOf(neighbour);
          if (at === -1) return [...values, change.value];
          return values.toSpliced(change.before !== undefined ? at : at + 1, 0, change.value);
        });
        break;
      case 'rename-enum-value':
        this.#editEnum(change.type, (values) => values.map((value) => (value === change.value ? change.to : value)));
        break;
      case 'create-domain':
        if (!this.domains.has(change.domain.key)) this.domains.set(change.domain.key, change.domain);
        break;
      case 'rename-type':
        this.#renameType(change.type, change.to);
        break;
      case 'drop-type':
        this.enums.delete(keyOf(this.dialect, change.type));
        this.domains.delete(keyOf(this.dialect, change.type));
        break;
      case 'create-view':
        if (change.orReplace || !this.views.has(change.view.key)) this.views.set(change.view.key, change.view);
        break;
      case 'drop-view':
        this.views.delete(keyOf(this.dialect, change.view));
        break;
      case 'rename-view': {
        const view = this.views.get(keyOf(this.dialect, change.view));
        if (view === undefined) break;
        this.views.delete(view.key);
        const key = keyOf(this.dialect, change.to);
        this.views.set(key, { ...view, ...change.to, key });
        break;
      }
      case 'create-schema':
        break;
      case 'drop-schema':
        this.#dropSchema(change.name);
        break;
      case 'rename-schema':
        this.#renameSchema(change.name, change.to);
        break;
      case 'gap':
        if (change.table === undefined) this.gaps.push({ reason: change.reason, origin: change.origin });
        else {
          const gap = { reason: change.reason, origin: change.origin };
          this.#edit(change.table, (table) => {
            table.gaps = [...table.gaps, gap];
          });
        }
        break;
    }
  }

  finish(): Schema {
    return {
      dialect: this.dialect,
      tables: this.tables,
      enums: this.enums,
      domains: this.domains,
      views: this.views,
      gaps: this.gaps,
    };
  }

  #same(one: ObjectName, other: ObjectName): boolean {
    return keyOf(this.dialect, one) === keyOf(this.dialect, other);
  }

  #sameName(one: string | undefined, other: string | undefined): boolean {
    return one !== undefined && other !== undefined && foldCase(this.dialect, one) === foldCase(this.dialect, other);
  }

  #find(name: ObjectName): Table | undefined {
    return this.tables.get(keyOf(this.dialect, name));
  }

  #put(table: Table): void {
    const before = this.tables.get(table.key);
    this.#pointing.replace(before, table);
    this.#indexOwners.note(before, table);
    this.tables.set(table.key, table);
  }

  #remove(key: string): void {
    this.#pointing.replace(this.tables.get(key), undefined);
    this.tables.delete(key);
  }

  /** Tables with a foreign key to the table, its partitions and inheritance children; itself where it is one of them. */
  #pointingAt(key: string): Table[] {
    return this.#pointing.at(key).flatMap((other) => this.tables.get(other) ?? []);
  }

  #edit(name: ObjectName, edit: (table: Draft) => void): void {
    const table = this.#find(name);
    if (table === undefined) return;
    const draft: Draft = { ...table };
    if (elementsOf(table) <= mostElements) edit(draft);
    else if (table.gaps.at(-1)?.reason !== tooMany)
      draft.gaps = [...table.gaps, { reason: tooMany, origin: table.origin }];
    this.#put(draft);
  }

  /** Edits a table and what inherits from it: partitions always, inheritance children unless only partitions are meant. */
  #family(name: ObjectName, edit: (table: Draft) => void, members: 'all' | 'partitions' = 'all'): void {
    this.#edit(name, edit);
    // Children may have several parents, and half-typed text makes them their own.
    const family = new Set([keyOf(this.dialect, name)]);
    for (const parent of family) {
      for (const table of this.#pointingAt(parent)) {
        const isParent = (of: ObjectName): boolean => keyOf(this.dialect, of) === parent;
        const child =
          (table.partitionOf !== undefined && isParent(table.partitionOf)) ||
          (members === 'all' && table.inherits.some(isParent));
        if (!child || family.has(table.key)) continue;
        family.add(table.key);
        this.#edit(table, edit);
      }
    }
  }

  #createTable(table: Table, like: readonly LikeClause[]): void {
    // A second CREATE TABLE of the same name fails or does nothing: the first stands.
    if (this.tables.has(table.key)) return;
    const draft: Draft = { ...table };
    let shift = 0;
    for (const clause of like) {
      const source = this.#find(clause.table);
      if (source === undefined) {
        draft.gaps = [
          ...draft.gaps,
          { reason: `copies ${clause.table.name}, which is not known`, origin: table.origin },
        ];
        continue;
      }
      shift += this.#copy(draft, source, clause, shift);
    }
    if (draft.primaryKey !== undefined) this.#addPrimaryKey(draft, draft.primaryKey);
    draft.uniques = this.#withoutRepeats(draft);
    if (this.dialect !== 'postgresql') {
      draft.uniques = draft.uniques.map((key) => this.#spelledKey(draft, key));
      draft.foreignKeys = draft.foreignKeys.map((foreignKey) => this.#spelled(draft, foreignKey));
      draft.indexes = draft.indexes.map((index) => this.#spelledIndex(draft, index));
    }
    this.#put(draft);
  }

  /** Copies what a LIKE clause, a partition or an inheritance takes over; answers how many columns came in. */
  #copy(draft: Draft, source: Table, clause: LikeClause, shift: number): number {
    const own = new Set(draft.columns.map((column) => foldCase(this.dialect, column.name)));
    const incoming = source.columns
      .filter((column) => !own.has(foldCase(this.dialect, column.name)))
      .map((column): Column => {
        const { default: value, identity, generated, comment, ...bare } = column;
        return {
          ...bare,
          autoIncrement: clause.identity && column.autoIncrement,
          ...(clause.defaults && value !== undefined && { default: value }),
          ...(clause.identity && identity !== undefined && { identity }),
          ...(clause.generated && generated !== undefined && { generated }),
          ...(clause.comments && comment !== undefined && { comment }),
        };
      });
    draft.columns = draft.columns.toSpliced(clause.position + shift, 0, ...incoming);
    if (clause.constraints) draft.checks = [...draft.checks, ...source.checks];
    if (clause.indexes) {
      // MySQL's names are the table's own, so that a copy keeps them, and its options with them.
      const copied = this.dialect === 'mysql' ? <Named>(named: Named): Named => named : unnamed;
      draft.primaryKey ??= source.primaryKey === undefined ? undefined : copied(source.primaryKey);
      draft.uniques = [...draft.uniques, ...source.uniques.map(copied)];
      draft.indexes = [...draft.indexes, ...source.indexes.map(copied)];
    }
    if (this.dialect === 'mysql') draft.options = { ...source.options, ...draft.options };
    if (draft.partitionOf !== undefined) draft.foreignKeys = [...draft.foreignKeys, ...source.foreignKeys];
    return incoming.length;
  }

  /**
   * PostgreSQL and SQLite make one index of keys over the same columns in one CREATE TABLE: unnamed repeats vanish, in
   * SQLite, which keeps no names, also named ones. A row id is no index: a unique key over it stays.
   */
  #withoutRepeats(table: Draft): readonly Key[] {
    if (this.dialect !== 'postgresql' && this.dialect !== 'sqlite') return table.uniques;
    const isRowId = (key: Key): boolean =>
      this.dialect === 'sqlite' &&
      table.columns.some((column) => column.autoIncrement && column.name === key.columns[0]);
    const same = (one: Key, other: Key): boolean =>
      one.columns.length === other.columns.length &&
      one.columns.every((column, index) => column === other.columns[index]);
    return table.uniques.filter(
      (key, index) =>
        (key.name !== undefined && this.dialect === 'postgresql') ||
        !(
          (table.primaryKey !== undefined && same(table.primaryKey, key) && !isRowId(key)) ||
          table.uniques.some((other, at) => at < index && same(other, key))
        ),
    );
  }

  /** What a partition has of its parent once it is attached, unless it brought its own. */
  #takeKeys(table: Draft, parent: Table): void {
    if (table.primaryKey === undefined && parent.primaryKey !== undefined) {
      this.#addPrimaryKey(table, unnamed(parent.primaryKey));
    }
    const uniques = new Set(table.uniques.map((key) => key.columns.join()));
    table.uniques = [
      ...table.uniques,
      ...parent.uniques.filter((key) => !uniques.has(key.columns.join())).map(unnamed),
    ];
    const indexes = new Set(table.indexes.map(describeIndex));
    table.indexes = [
      ...table.indexes,
      ...parent.indexes.filter((index) => !indexes.has(describeIndex(index))).map(unnamed),
    ];
    const foreignKeys = new Set(table.foreignKeys.map((fk) => fk.columns.join()));
    table.foreignKeys = [
      ...table.foreignKeys,
      ...parent.foreignKeys.filter((fk) => !foreignKeys.has(fk.columns.join())),
    ];
  }

  #dropTable(name: ObjectName, cascade: boolean): void {
    const key = keyOf(this.dialect, name);
    this.#remove(key);
    for (const table of this.#pointingAt(key)) {
      if (table.partitionOf !== undefined && keyOf(this.dialect, table.partitionOf) === key) this.#remove(table.key);
      else if (cascade && table.foreignKeys.some((fk) => keyOf(this.dialect, fk.references.table) === key)) {
        this.#edit(table, (draft) => {
          draft.foreignKeys = draft.foreignKeys.filter((fk) => keyOf(this.dialect, fk.references.table) !== key);
        });
      }
    }
  }

  #renameTable(name: ObjectName, to: ObjectName): void {
    const table = this.#find(name);
    if (table === undefined) {
      this.apply({ kind: 'rename-view', view: name, to, origin: { file: '', unit: -1, start: 0, end: 0 } });
      return;
    }
    this.#remove(table.key);
    const key = keyOf(this.dialect, to);
    this.#put({ ...table, schema: to.schema, name: to.name, key });
    const renamed = (reference: ObjectName): ObjectName =>
      keyOf(this.dialect, reference) === table.key ? { schema: to.schema, name: to.name } : reference;
    for (const other of this.#pointingAt(table.key)) {
      this.#edit(other, (draft) => {
        draft.foreignKeys = draft.foreignKeys.map((fk) => ({
          ...fk,
          references: { ...fk.references, table: renamed(fk.references.table) },
        }));
        draft.inherits = draft.inherits.map(renamed);
        if (draft.partitionOf !== undefined) draft.partitionOf = renamed(draft.partitionOf);
      });
    }
  }

  #addColumn(table: Draft, column: Column, position: 'first' | { readonly after: string } | undefined): void {
    if (this.#column(table, column.name) !== undefined) return;
    let at = table.columns.length;
    if (position === 'first') at = 0;
    else if (position !== undefined) {
      const after = this.#column(table, position.after);
      if (after !== undefined) at = table.columns.indexOf(after) + 1;
    }
    table.columns = table.columns.toSpliced(at, 0, column);
  }

  #dropColumn(name: ObjectName, column: string, cascade: boolean): void {
    let dropped: string | undefined;
    this.#family(name, (table) => {
      const found = this.#column(table, column);
      if (found === undefined) return;
      dropped = found.name;
      const uses = (columns: readonly string[]): boolean => columns.includes(found.name);
      table.columns = table.columns.filter((each) => each !== found);
      if (this.dialect === 'mysql') {
        // MySQL takes the column out of its indexes and drops those that become empty.
        table.indexes = table.indexes
          .map((index) => ({ ...index, parts: index.parts.filter((part) => part.column !== found.name) }))
          .filter((index) => index.parts.length > 0);
        table.uniques = table.uniques
          .map((key) => ({ ...key, columns: key.columns.filter((each) => each !== found.name) }))
          .filter((key) => key.columns.length > 0);
      } else {
        table.indexes = table.indexes.filter((index) => !indexUses(index, found.name));
        table.uniques = table.uniques.filter((key) => !uses(key.columns) && !uses(key.include));
      }
      if (table.primaryKey !== undefined && uses(table.primaryKey.columns)) table.primaryKey = undefined;
      table.foreignKeys = table.foreignKeys.filter((fk) => !uses(fk.columns));
      table.checks = table.checks.filter(
        (check) => !(columnsIn(check.expression.expression) ?? []).includes(found.name),
      );
      table.exclusions = table.exclusions.filter(
        (exclusion) => !exclusion.elements.some((element) => element.part.column === found.name),
      );
    });
    if (dropped === undefined || !cascade) return;
    const key = keyOf(this.dialect, name);
    const gone = dropped;
    for (const table of this.#pointingAt(key)) {
      const lost = (fk: ForeignKey): boolean =>
        keyOf(this.dialect, fk.references.table) === key && fk.references.columns.includes(gone);
      if (table.foreignKeys.some(lost)) {
        this.#edit(table, (draft) => {
          draft.foreignKeys = draft.foreignKeys.filter((fk) => !lost(fk));
        });
      }
    }
  }

  #renameColumn(name: ObjectName, column: string, to: string): void {
    let old: string | undefined;
    this.#family(name, (table) => {
      const found = this.#column(table, column);
      if (found === undefined) return;
      old = found.name;
      this.#renameInside(table, found.name, to);
    });
    if (old === undefined) return;
    const key = keyOf(this.dialect, name);
    const from = old;
    for (const table of this.#pointingAt(key)) {
      if (!table.foreignKeys.some((fk) => keyOf(this.dialect, fk.references.table) === key)) continue;
      this.#edit(table, (draft) => {
        draft.foreignKeys = draft.foreignKeys.map((fk) =>
          keyOf(this.dialect, fk.references.table) === key
            ? { ...fk, references: { ...fk.references, columns: replaced(fk.references.columns, from, to) } }
            : fk,
        );
      });
    }
  }

  #renameInside(table: Draft, from: string, to: string): void {
    table.columns = table.columns.map((column) => {
      const generated = column.generated;
      return {
        ...column,
        ...(column.name === from && { name: to }),
        ...(generated !== undefined && {
          generated: { ...generated, expression: renamedIn(generated.expression, from, to) },
        }),
      };
    });
    const key = (each: Key): Key => ({
      ...each,
      columns: replaced(each.columns, from, to),
      include: replaced(each.include, from, to),
    });
    if (table.primaryKey !== undefined) table.primaryKey = key(table.primaryKey);
    table.uniques = table.uniques.map(key);
    table.foreignKeys = table.foreignKeys.map((fk) => ({ ...fk, columns: replaced(fk.columns, from, to) }));
    table.checks = table.checks.map((check) => ({ ...check, expression: renamedIn(check.expression, from, to) }));
    table.indexes = table.indexes.map((index) => ({
      ...index,
      parts: index.parts.map((part) => renamedPart(part, from, to)),
      include: replaced(index.include, from, to),
      ...(index.where !== undefined && { where: renamedIn(index.where, from, to) }),
    }));
    table.exclusions = table.exclusions.map(
      (exclusion): Exclusion => ({
        ...exclusion,
        elements: exclusion.elements.map((element) => ({ ...element, part: renamedPart(element.part, from, to) })),
        ...(exclusion.where !== undefined && { where: renamedIn(exclusion.where, from, to) }),
      }),
    );
  }

  #column(table: Pick<Table, 'columns'>, name: string): Column | undefined {
    const exact = table.columns.find((column) => column.name === name);
    if (exact !== undefined || this.dialect === 'postgresql') return exact;
    const folded = name.toLowerCase();
    return table.columns.find((column) => column.name.toLowerCase() === folded);
  }

  #patchColumn(table: Draft, name: string, patch: (column: Column) => Column): void {
    const found = this.#column(table, name);
    if (found !== undefined) table.columns = table.columns.map((column) => (column === found ? patch(column) : column));
  }

  #addPrimaryKey(table: Draft, key: Key): void {
    const spelled = this.#spelledKey(table, key);
    table.primaryKey = spelled;
    const isOpen = (column: Column): boolean => column.nullable && spelled.columns.includes(column.name);
    if (!table.columns.some(isOpen)) return;
    table.columns = table.columns.map((column) => (isOpen(column) ? { ...column, nullable: false } : column));
  }

  /** USING INDEX takes the columns of an index, which becomes the constraint's own. */
  #fromIndex(table: Draft, key: Key, usingIndex: string | undefined): Key {
    if (usingIndex === undefined) return this.#spelledKey(table, key);
    const index = table.indexes.find((each) => indexName(this.dialect, table, each) === usingIndex);
    if (index === undefined) return key;
    table.indexes = table.indexes.filter((each) => each !== index);
    return {
      ...key,
      name: key.name ?? usingIndex,
      columns: index.parts.flatMap((part) => (part.column === undefined ? [] : [part.column])),
      include: index.include,
      nullsNotDistinct: index.nullsNotDistinct,
    };
  }

  /** Column names as the table's own columns are spelled, where case does not matter. */
  #spelling(table: Pick<Table, 'columns'>, names: readonly string[]): readonly string[] {
    if (this.dialect === 'postgresql') return names;
    return names.map((name) => this.#column(table, name)?.name ?? name);
  }

  #spelledKey(table: Pick<Table, 'columns'>, key: Key): Key {
    if (this.dialect === 'postgresql') return key;
    return { ...key, columns: this.#spelling(table, key.columns), include: this.#spelling(table, key.include) };
  }

  #spelled(table: Pick<Table, 'columns'>, foreignKey: ForeignKey): ForeignKey {
    if (this.dialect === 'postgresql') return foreignKey;
    return { ...foreignKey, columns: this.#spelling(table, foreignKey.columns) };
  }

  #spelledIndex(table: Pick<Table, 'columns'>, index: Index): Index {
    if (this.dialect === 'postgresql') return index;
    return {
      ...index,
      parts: index.parts.map((part) =>
        part.column === undefined ? part : { ...part, column: this.#column(table, part.column)?.name ?? part.column },
      ),
      include: this.#spelling(table, index.include),
    };
  }

  #dropConstraint(table: Draft, name: string): void {
    const wanted = foldCase(this.dialect, name);
    const is = (candidate: string | undefined): boolean =>
      candidate !== undefined && foldCase(this.dialect, candidate) === wanted;
    const original: Table = table;
    if (original.primaryKey !== undefined && is(keyName(this.dialect, original, original.primaryKey, 'primary'))) {
      table.primaryKey = undefined;
    }
    table.uniques = original.uniques.filter((key) => !is(keyName(this.dialect, original, key, 'unique')));
    table.foreignKeys = original.foreignKeys.filter((fk) => !is(foreignKeyName(this.dialect, original, fk)));
    table.checks = original.checks.filter((check) => !is(checkName(this.dialect, original, check)));
    table.exclusions = original.exclusions.filter((exclusion) => !is(exclusion.name));
    table.columns = original.columns.map((column) => {
      if (!is(column.defaultName)) return column;
      const { default: _, defaultName: __, ...bare } = column;
      return bare;
    });
  }

  #renameConstraint(table: Draft, name: string, to: string): void {
    const original: Table = table;
    if (original.primaryKey !== undefined && keyName(this.dialect, original, original.primaryKey, 'primary') === name) {
      table.primaryKey = { ...original.primaryKey, name: to };
    }
    table.uniques = original.uniques.map((key) =>
      keyName(this.dialect, original, key, 'unique') === name ? { ...key, name: to } : key,
    );
    table.foreignKeys = original.foreignKeys.map((fk) =>
      foreignKeyName(this.dialect, original, fk) === name ? { ...fk, name: to } : fk,
    );
    table.checks = original.checks.map((check) =>
      checkName(this.dialect, original, check) === name ? { ...check, name: to } : check,
    );
  }

  #validate(table: Draft, name: string): void {
    const original: Table = table;
    table.foreignKeys = original.foreignKeys.map((fk) =>
      foreignKeyName(this.dialect, original, fk) === name ? { ...fk, validated: true } : fk,
    );
    table.checks = original.checks.map((check: Check) =>
      checkName(this.dialect, original, check) === name ? { ...check, validated: true } : check,
    );
  }

  #createIndex(name: ObjectName, index: Index, ifNotExists: boolean): void {
    const view = this.views.get(keyOf(this.dialect, name));
    if (view !== undefined) {
      this.views.set(view.key, { ...view, indexes: [...view.indexes, index] });
      return;
    }
    if (ifNotExists && index.name !== undefined) {
      const own = this.#find(name);
      // The index of a key bears the key's name.
      const names =
        own === undefined
          ? []
          : [
              ...own.indexes.map((each) => each.name),
              ...own.uniques.map((each) => keyName(this.dialect, own, each, 'unique')),
            ];
      if (names.some((each) => this.#sameName(each, index.name))) return;
    }
    const parent = keyOf(this.dialect, name);
    const add = (table: Draft): void => {
      const own = table.key === parent ? index : unnamed(index);
      // A name that is taken: DROP_EXISTING of SQL Server, or a drop that was not understood, went before.
      const others =
        own.name === undefined ? table.indexes : table.indexes.filter((each) => !this.#sameName(each.name, own.name));
      table.indexes = [...others, this.#spelledIndex(table, own)];
    };
    if (index.only) this.#edit(name, add);
    else this.#family(name, add, 'partitions');
  }

  #tablesWith(table: ObjectName | undefined): Table[] {
    const found = table === undefined ? undefined : this.#find(table);
    return table === undefined ? [...this.tables.values()] : found === undefined ? [] : [found];
  }

  /** Tables that may have the index, for whoever stops at the first that does. */
  *#indexOwnersOf({ name }: ObjectName, table: ObjectName | undefined, isKey: boolean): Iterable<Table> {
    if (table !== undefined) yield* this.#tablesWith(table);
    else {
      for (const key of this.#indexOwners.at(name, isKey)) {
        const owner = this.tables.get(key);
        if (owner !== undefined) yield owner;
      }
    }
  }

  #dropIndex(name: ObjectName, table: ObjectName | undefined): void {
    const wanted = foldCase(this.dialect, name.name);
    const is = (candidate: string | undefined): boolean =>
      candidate !== undefined && foldCase(this.dialect, candidate) === wanted;
    for (const owner of this.#indexOwnersOf(name, table, this.dialect === 'mysql')) {
      const index = owner.indexes.find((each) => is(indexName(this.dialect, owner, each)));
      const unique = owner.uniques.find((each) => is(keyName(this.dialect, owner, each, 'unique')));
      if (index === undefined && (unique === undefined || this.dialect !== 'mysql')) continue;
      this.#edit(owner, (draft) => {
        draft.indexes = draft.indexes.filter((each) => each !== index);
        if (index === undefined) draft.uniques = draft.uniques.filter((each) => each !== unique);
      });
      return;
    }
    for (const view of this.views.values()) {
      if (view.indexes.some((each) => is(each.name))) {
        this.views.set(view.key, { ...view, indexes: view.indexes.filter((each) => !is(each.name)) });
        return;
      }
    }
  }

  #renameIndex(name: ObjectName, table: ObjectName | undefined, to: string): void {
    const wanted = foldCase(this.dialect, name.name);
    for (const owner of this.#indexOwnersOf(name, table, true)) {
      const index = owner.indexes.find((each) => {
        const own = indexName(this.dialect, owner, each);
        return own !== undefined && foldCase(this.dialect, own) === wanted;
      });
      if (index !== undefined) {
        this.#edit(owner, (draft) => {
          draft.indexes = draft.indexes.map((each) => (each === index ? { ...each, name: to } : each));
        });
        return;
      }
      const matches = (key: Key, kind: 'primary' | 'unique'): boolean => {
        const own = keyName(this.dialect, owner, key, kind);
        return own !== undefined && foldCase(this.dialect, own) === wanted;
      };
      if (
        (owner.primaryKey !== undefined && matches(owner.primaryKey, 'primary')) ||
        owner.uniques.some((key) => matches(key, 'unique'))
      ) {
        this.#edit(owner, (draft) => this.#renameConstraint(draft, name.name, to));
        return;
      }
    }
  }

  #editEnum(name: ObjectName, edit: (values: readonly string[]) => readonly string[]): void {
    const type = this.enums.get(keyOf(this.dialect, name));
    if (type === undefined || type.values.length > mostElements) return;
    this.enums.set(type.key, { ...type, values: edit(type.values) });
  }

  #renameType(name: ObjectName, to: ObjectName): void {
    const from = keyOf(this.dialect, name);
    const key = keyOf(this.dialect, to);
    const type = this.enums.get(from);
    if (type !== undefined) {
      this.enums.delete(from);
      this.enums.set(key, { ...type, ...to, key });
    }
    const domain = this.domains.get(from);
    if (domain !== undefined) {
      this.domains.delete(from);
      this.domains.set(key, { ...domain, ...to, key });
    }
    for (const table of [...this.tables.values()]) {
      if (!table.columns.some((column) => column.type.family === 'unknown' && column.type.name === name.name)) continue;
      this.#edit(table, (draft) => {
        draft.columns = draft.columns.map((column) =>
          column.type.family === 'unknown' && column.type.name === name.name
            ? { ...column, type: { ...column.type, name: to.name } }
            : column,
        );
      });
    }
  }

  #dropSchema(name: string): void {
    const inside = (object: ObjectName): boolean => object.schema === name;
    for (const table of [...this.tables.values()]) if (inside(table)) this.#dropTable(table, true);
    for (const [key, type] of [...this.enums]) if (inside(type)) this.enums.delete(key);
    for (const [key, domain] of [...this.domains]) if (inside(domain)) this.domains.delete(key);
    for (const [key, view] of [...this.views]) if (inside(view)) this.views.delete(key);
  }

  #renameSchema(name: string, to: string): void {
    for (const table of [...this.tables.values()]) {
      if (table.schema === name) this.#renameTable(table, { schema: to, name: table.name });
    }
  }
}

/** A copy takes over an index or key but not its name, which the database chooses anew. */
function unnamed<Named extends { readonly name?: string }>(named: Named): Named {
  const { name: _, ...rest } = named;
  return rest as Named;
}

const tooMany = `more than ${mostElements} columns, constraints and indexes`;

function elementsOf({ columns, uniques, foreignKeys, checks, indexes, policies, triggers }: Table): number {
  const constraints = uniques.length + foreignKeys.length + checks.length;
  return columns.length + constraints + indexes.length + policies.length + triggers.length;
}

function sameConstraints(one: Table, other: Table): boolean {
  return (
    one.primaryKey === other.primaryKey &&
    elementsOf(one) === elementsOf(other) &&
    one.exclusions.length === other.exclusions.length &&
    one.columns.every((column, at) => column === other.columns[at])
  );
}

function describeIndex(index: Index): string {
  const parts = index.parts.map((part) => `${part.column ?? part.expression?.text} ${part.order}`);
  return `${index.unique} ${index.method} ${parts.join()} ${index.where?.text ?? ''}`;
}

function indexUses(index: Index, column: string): boolean {
  return (
    index.include.includes(column) ||
    index.parts.some(
      (part) =>
        part.column === column ||
        (part.expression !== undefined && (columnsIn(part.expression.expression) ?? []).includes(column)),
    ) ||
    (index.where !== undefined && (columnsIn(index.where.expression) ?? []).includes(column))
  );
}

function replaced(names: readonly string[], from: string, to: string): readonly string[] {
  return names.includes(from) ? names.map((name) => (name === from ? to : name)) : names;
}

function renamedPart(part: IndexPart, from: string, to: string): IndexPart {
  if (part.column === from) return { ...part, column: to };
  if (part.expression !== undefined) return { ...part, expression: renamedIn(part.expression, from, to) };
  return part;
}

/** The expression with a column renamed; its text stays as it was written. */
function renamedIn(written: WrittenExpression, from: string, to: string): WrittenExpression {
  return { text: written.text, expression: renamedExpression(written.expression, from, to) };
}

function renamedExpression(expression: Expression, from: string, to: string): Expression {
  const again = (part: Expression): Expression => renamedExpression(part, from, to);
  switch (expression.kind) {
    case 'column':
      return expression.name === from ? { ...expression, name: to } : expression;
    case 'literal':
    case 'opaque':
      return expression;
    case 'call':
      return { ...expression, args: expression.args.map(again) };
    case 'array':
      return { ...expression, items: expression.items.map(again) };
    case 'cast':
    case 'unary':
    case 'is-null':
      return { ...expression, operand: again(expression.operand) };
    case 'binary':
      return { ...expression, left: again(expression.left), right: again(expression.right) };
    case 'in':
      return { ...expression, operand: again(expression.operand), items: expression.items.map(again) };
    case 'between':
      return {
        ...expression,
        operand: again(expression.operand),
        low: again(expression.low),
        high: again(expression.high),
      };
  }
}

/** The schema that a sequence of changes leaves behind. */
export function foldChanges(changes: Iterable<SchemaChange>, dialect: Dialect): Schema {
  const fold = new Fold(dialect);
  for (const change of changes) fold.apply(change);
  return fold.finish();
}
