"""Lines that are true and lines that are false, by subject, to judge the checker by.

Each subject is a module with two lists, `FALSE` and `TRUE`. A row is a name that says what is
right or wrong about it, and a function that makes the lines; of a false row the last line is the
one that does not follow, and those before it do. The rows are written from the mathematics alone:

- a line speaks of all values in the ranges its variables are declared with, without the ends for
  real numbers and with them for whole ones; lengths and indices may be large, and need not be in
  any order that is not declared; a sum from 1 to 0, or to −1, is empty and is 0;
- where one of two lines is a real number and the other is not, they differ, except where a factor
  that cancels is 0; everything happens in the real numbers;
- an equation follows if it has the same solutions as the one before, or, where the step names a
  branch, the same solutions on it;
- the constant of an integral can be any real number;
- a name stands for its formula, a derivative by a name for that of what depends on it.

`evaluation` computes both sides with numbers, in its own way, and so tests the table itself: at
the numbers that a false row gives, or at some of a few drawn ones, its lines differ; at all that
are drawn, those of a true row do not. A row for which no numbers can speak says why.
"""
