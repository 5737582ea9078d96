#include "cli/ranks.h"

int main(int argc, char** argv) { return parley::run_ranks(argc, argv); }
