import { test } from 'vitest';
import { inlineReferencesIgnored } from '../../../server/src/rules/types/inline-references-ignored.ts';
import { checkRule } from '../../kit/check-rule.ts';
import { sqlalchemyModels } from '../../kit/schema-files.ts';
import { customerClass, orderClass } from '../orm/customer-orders.ts';

test('behind a column and as a constraint', () => {
  checkRule(
    inlineReferencesIgnored,
    `
    //- schema.sql dialect=mysql
    create table artist (id int primary key);
    create table a (id int primary key, artist_id int references artist (id));
    --                                                ^^^^^^^^^^^^^^^^^^^^^^ inline-references-ignored
    create table b (id int primary key, artist_id int, foreign key (artist_id) references artist (id));
    `,
  );
});

test('said twice', () => {
  checkRule(
    inlineReferencesIgnored,
    `
    //- schema.sql dialect=mysql
    create table artist (id int primary key);
    create table a (
      id int primary key,
      artist_id int references artist (id),
      foreign key (artist_id) references artist (id)
    );
    `,
  );
});

test('PostgreSQL keeps it', () => {
  checkRule(
    inlineReferencesIgnored,
    `
    create table artist (id int primary key);
    create table a (id int primary key, artist_id int references artist (id));
    `,
  );
});

test('a whole database of them is one finding', () => {
  const [first, ...others] = ['a', 'b', 'c', 'd', 'e'].map(
    (name) => `create table ${name} (id int primary key, artist_id int references artist (id));`,
  );
  checkRule(
    inlineReferencesIgnored,
    `
//- schema.sql dialect=mysql
create table artist (id int primary key);
${first}
--                                                ^^^^^^^^^^^^^^^^^^^^^^ inline-references-ignored
${others.join('\n')}
`,
  );
});

test('SQLAlchemy writes lines of their own', () => {
  checkRule(
    inlineReferencesIgnored,
    sqlalchemyModels(
      `
${customerClass}
${orderClass}
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
`,
      { dialect: 'mysql' },
    ),
  );
});
