// Loads a case with the installed library and prints what it is about.
#include <cstdio>
#include <exception>

#include "model/case.h"

int main(int argc, char** argv) try {
  if (argc != 2) return 2;
  const parley::Case c = parley::load_case(argv[1]);
  std::printf("%zu parties, %zu issues, %zu statements\n", c.casebook.parties.size(), c.casebook.issues.size(),
              c.statements.size());
  return c.casebook.issues.empty() ? 1 : 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
