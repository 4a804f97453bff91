import { test } from 'vitest';
import { partialKeyDependency } from '../../../server/src/rules/normalization/partial-key-dependency.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('a column about one part of the key', () => {
  checkRule(
    partialKeyDependency,
    `
    create table enrolment (
      student_id int,
      course_id int,
      student_name text,
    --^^^^^^^^^^^^ partial-key-dependency
      course_grade int,
      primary key (student_id, course_id)
    );
    `,
  );
});

test('a finding for each part', () => {
  checkRule(
    partialKeyDependency,
    `
    create table enrolment (
      student_id int,
      course_id int,
      student_name text,
    --^^^^^^^^^^^^ partial-key-dependency
      course_title text,
    --^^^^^^^^^^^^ partial-key-dependency
      primary key (student_id, course_id)
    );
    `,
  );
});

test('an id that counts within a place', () => {
  checkRule(
    partialKeyDependency,
    `
    create table heartbeat (
      host text, pid int, thread_id int, thread_name text, primary key (host, pid, thread_id)
    );
    `,
  );
});

test('a number counts within the other part', () => {
  checkRule(
    partialKeyDependency,
    `
    create table order_line (order_id int, line_no int, line_title text, primary key (order_id, line_no));
    `,
  );
});

test('a key of one column is the whole key', () => {
  checkRule(
    partialKeyDependency,
    `
    create table enrolment (student_id int primary key, course_id int, student_name text);
    `,
  );
});

test('the table is about the thing, the other part says whose it is', () => {
  checkRule(
    partialKeyDependency,
    `
    create table users (tenant_id int, user_id int, user_name text, user_email text, primary key (tenant_id, user_id));
    `,
  );
});

test('columns in a key or a foreign key are left alone', () => {
  checkRule(
    partialKeyDependency,
    `
    create table country (name text primary key);
    create table enrolment (
      student_id int,
      course_id int,
      student_country text references country,
      student_email text,
      primary key (student_id, course_id),
      unique (student_email, course_id)
    );
    `,
  );
});

test('histories are left alone', () => {
  checkRule(
    partialKeyDependency,
    `
    create table enrolment_history (
      student_id int, course_id int, student_name text, primary key (student_id, course_id)
    );
    `,
  );
});
