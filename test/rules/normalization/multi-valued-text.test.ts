import { test } from 'vitest';
import { multiValuedText } from '../../../server/src/rules/normalization/multi-valued-text.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('inserted lists over a small vocabulary', () => {
  checkRule(
    multiValuedText,
    `
    create table film (
      id int primary key,
      features text,
    --^^^^^^^^ multi-valued-text
      title text
    );
    insert into film (id, features, title) values
      (1, 'trailers,scenes', 'One'), (2, 'scenes,trailers', 'Two'),
      (3, 'comments,trailers', 'Three'), (4, 'trailers,comments,scenes', 'Four');
    `,
  );
});

test('a place and its state is no list, nor is a name with a comma', () => {
  checkRule(
    multiValuedText,
    `
    create table film (id int primary key, city text, director text);
    insert into film values
      (1, 'Seattle, WA', 'Doe, Jane'), (2, 'Tacoma, WA', 'Roe, Jane'),
      (3, 'Portland, OR', 'Doe, John'), (4, 'Seattle, WA', 'Roe, John');
    `,
  );
});

test('prose with commas is no list', () => {
  checkRule(
    multiValuedText,
    `
    create table category (id int primary key, description text);
    insert into category values
      (1, 'Soft drinks, coffees, teas, beers, and ales'), (2, 'Sweet and savory sauces, relishes, spreads'),
      (3, 'Desserts, candies, and sweet breads'), (4, 'Breads, crackers, pasta, and cereal');
    `,
  );
});

test('lists of numbers differ in length, colours and decimals do not', () => {
  checkRule(
    multiValuedText,
    `
    create table page (
      id int primary key,
      links text,
    --^^^^^ multi-valued-text
      colour text,
      weight text
    );
    insert into page values
      (1, '2,3', '255,0,0', '1,5'), (2, '3', '0,255,0', '5,1'),
      (3, '1,2,3', '0,0,255', '1,1'), (4, '1,2', '255,255,0', '5,5');
    `,
  );
});

test('a comment that says so', () => {
  checkRule(
    multiValuedText,
    `
    //- schema.sql dialect=mysql
    create table alert (
      id int primary key,
      receivers varchar(200) comment 'addresses, separated by comma',
    --^^^^^^^^^ multi-valued-text
      title varchar(200) comment 'shown above the list'
    );
    `,
  );
});

test('a check that looks for terms', () => {
  checkRule(
    multiValuedText,
    `
    create table film (
      id int primary key,
      features text check (features like '%trailers%' or features like '%scenes%'),
    --^^^^^^^^ multi-valued-text
      title text check (title not like '%draft%')
    );
    `,
  );
});

test('ids in a text beside the table they name', () => {
  checkRule(
    multiValuedText,
    `
    create table tag (id int primary key);
    create table post (
      id int primary key,
      tag_ids text,
    --^^^^^^^ multi-valued-text
      badge_ids text
    );
    `,
  );
});

test('arrays, histories and staging tables are left alone', () => {
  checkRule(
    multiValuedText,
    `
    create table tag (id int primary key);
    create table post (id int primary key, tag_ids text[]);
    create table post_history (id int primary key, tag_ids text);
    create table post_staging (id int primary key, tag_ids text);
    `,
  );
});
