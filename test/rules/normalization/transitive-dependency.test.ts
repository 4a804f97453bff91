import { test } from 'vitest';
import { transitiveDependency } from '../../../server/src/rules/normalization/transitive-dependency.ts';
import { checkRule } from '../../kit/check-rule.ts';

test('the name of the referenced row', () => {
  checkRule(
    transitiveDependency,
    `
    create table department (id int primary key, name text, head text);
    create table employee (
      id int primary key,
      department_id int not null references department,
      department_name text,
    --^^^^^^^^^^^^^^^ transitive-dependency
      department_role text
    );
    `,
  );
});

test('all copies of one reference in one finding', () => {
  checkRule(
    transitiveDependency,
    `
    create table customer (id int primary key, name text, email text);
    create table appointment (
      id int primary key,
      customer_id int not null references customer,
      customer_name text,
    --^^^^^^^^^^^^^ transitive-dependency
      customer_email text
    );
    `,
  );
});

test('a describing column that the target does not have, or has in another type', () => {
  checkRule(
    transitiveDependency,
    `
    create table department (id int primary key, name int, head text);
    create table employee (
      id int primary key,
      department_id int not null references department,
      department_name text,
      department_city text
    );
    `,
  );
});

test('a part of a foreign key is held right by it', () => {
  checkRule(
    transitiveDependency,
    `
    create table department (id int, name text, primary key (id, name), unique (id));
    create table employee (
      id int primary key,
      department_id int not null references department (id),
      department_name text,
      foreign key (department_id, department_name) references department (id, name)
    );
    `,
  );
});

test('a thing without a table takes two describing columns', () => {
  checkRule(
    transitiveDependency,
    `
    create table machine (
      id int primary key,
      plant_id int not null,
      plant_name text,
    --^^^^^^^^^^ transitive-dependency
      plant_city text,
      maker_id int not null,
      maker_name text
    );
    `,
  );
});

test('a number or a code may describe the row itself', () => {
  checkRule(
    transitiveDependency,
    `
    create table shop (
      id int primary key,
      postal_code text not null, postal_city text, postal_street text,
      phone_number text not null, phone_label text, phone_country text
    );
    `,
  );
});

test('the row itself is the thing', () => {
  checkRule(
    transitiveDependency,
    `
    create table plant_machine (id int primary key, plant_id int not null, plant_name text, plant_city text);
    `,
  );
});

test('histories and reports keep copies', () => {
  checkRule(
    transitiveDependency,
    `
    create table department (id int primary key, name text);
    create table employee_history (id int primary key, department_id int not null references department, department_name text);
    create table employee_report (id int primary key, department_id int not null references department, department_name text);
    `,
  );
});

test('generated columns and keys are left alone', () => {
  checkRule(
    transitiveDependency,
    `
    create table department (id int primary key, code text, name text);
    create table employee (
      id int primary key,
      department_id int not null references department,
      department_name text unique
    );
    `,
  );
});

test('camel case alike', () => {
  checkRule(
    transitiveDependency,
    `
    //- schema.sql dialect=sqlserver
    create table Department (Id int primary key, Name nvarchar(100));
    create table Employee (
      Id int primary key,
      DepartmentId int not null references Department (Id),
      DepartmentName nvarchar(100)
    --^^^^^^^^^^^^^^ transitive-dependency
    );
    `,
  );
});
