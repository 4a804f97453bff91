/** SQLAlchemy and Alembic of the system's Python, which judge in tests what we read and write of theirs. */
import { spawnSync } from 'node:child_process';
import { installSystemPackages } from './system-packages.mjs';

// Debian installs them for its own interpreter; another one in front of it on the path does not see them.
const python = '/usr/bin/python3';
const packages = { sqlalchemy: 'python3-sqlalchemy', alembic: 'python3-alembic' };
const missing = () =>
  Object.entries(packages).filter(([module]) => spawnSync(python, ['-c', `import ${module}`]).status !== 0);

installSystemPackages(missing().map(([, name]) => name));
const left = missing();
if (left.length > 0) throw new Error(`${python} cannot import ${left.map(([module]) => module).join(', ')}`);
const { stdout } = spawnSync(
  python,
  ['-c', 'import sqlalchemy, alembic; print(sqlalchemy.__version__, alembic.__version__)'],
  {
    encoding: 'utf8',
  },
);
console.log(`SQLAlchemy and Alembic: ${stdout.trim()}`);
