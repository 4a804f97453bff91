import { test } from 'vitest';
import { repeatingColumnGroup } from '../../../server/src/rules/normalization/repeating-column-group.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('three numbered columns repeat, two do not', () => {
  checkRule(
    repeatingColumnGroup,
    `
    create table person (id int primary key,
      phone1 text, phone2 text, phone3 text,
    --^^^^^^ repeating-column-group
      mail1 text, mail2 text
    );
    `,
  );
});

test('the first may be without number', () => {
  checkRule(
    repeatingColumnGroup,
    `
    create table person (
      id int primary key,
      phone text, phone2 text, phone3 text
    --^^^^^ repeating-column-group
    );
    `,
  );
});

test('a number inside the name counts, and each group is reported once', () => {
  checkRule(
    repeatingColumnGroup,
    `
    create table person (
      id int primary key,
      phone_1_number text, phone_1_kind text,
    --^^^^^^^^^^^^^^ repeating-column-group
      phone_2_number text, phone_2_kind text,
      phone_3_number text, phone_3_kind text
    );
    `,
  );
});

test('numbers with a hole or a late start do not count values', () => {
  checkRule(
    repeatingColumnGroup,
    `
    create table speed (
      id int primary key,
      wait50 int, wait90 int, wait99 int,
      over3 int, over4 int, over5 int
    );
    `,
  );
});

test('a year has four quarters', () => {
  checkRule(
    repeatingColumnGroup,
    `
    create table report (id int primary key, q1 int, q2 int, q3 int, q4 int);
    create table survey (
      id int primary key,
      q1 int, q2 int, q3 int, q4 int, q5 int
    --^^ repeating-column-group
    );
    `,
  );
});

test('columns of different types are not one fact', () => {
  checkRule(
    repeatingColumnGroup,
    `
    create table thing (id int primary key, part1 text, part2 int, part3 date);
    `,
  );
});

test('lines of an address, terms, coordinates and levels are not counted', () => {
  checkRule(
    repeatingColumnGroup,
    `
    create table place (
      id int primary key,
      address_line1 text, address_line2 text, address_line3 text,
      iso1 text, iso2 text, iso3 text,
      x0 float, x1 float, x2 float,
      name1 text, name2 text, name3 text,
      level1 text, level2 text, level3 text
    );
    `,
  );
});

test('references to different tables are different facts', () => {
  checkRule(
    repeatingColumnGroup,
    `
    create table colour (id int primary key);
    create table size (id int primary key);
    create table fabric (id int primary key);
    create table article (
      id int primary key,
      choice1 int references colour, choice2 int references size, choice3 int references fabric,
      colour1 int references colour, colour2 int references colour, colour3 int references colour
    --^^^^^^^ repeating-column-group
    );
    `,
  );
});

test('key columns and generated columns are left alone', () => {
  checkRule(
    repeatingColumnGroup,
    `
    create table cell (key1 int, key2 int, key3 int, primary key (key1, key2, key3));
    create table sums (
      id int primary key,
      part1 int generated always as (id * 1) stored,
      part2 int generated always as (id * 2) stored,
      part3 int generated always as (id * 3) stored
    );
    `,
  );
});

test('temporary tables are left alone', () => {
  checkRule(
    repeatingColumnGroup,
    `
    create temporary table person (id int primary key, phone1 text, phone2 text, phone3 text);
    `,
  );
});

test('other dialects alike', () => {
  checkRule(
    repeatingColumnGroup,
    `
    //- schema.sql dialect=sqlserver
    create table Person (
      Id int primary key,
      Phone1 nvarchar(20), Phone2 nvarchar(20), Phone3 nvarchar(20)
    --^^^^^^ repeating-column-group
    );
    `,
  );
});

test('words in a name without underscores count too', () => {
  checkRule(
    repeatingColumnGroup,
    `
    //- schema.sql dialect=sqlserver
    create table Provider (Id int primary key,
      BusinessAddress1 nvarchar(50), BusinessAddress2 nvarchar(50), BusinessAddress3 nvarchar(50),
      WorkPhone1 nvarchar(50), WorkPhone2 nvarchar(50), WorkPhone3 nvarchar(50)
    --^^^^^^^^^^ repeating-column-group
    );
    `,
  );
});
