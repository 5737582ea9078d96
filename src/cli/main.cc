#include "cli/run.h"

int main(int argc, char** argv) { return parley::run(argc, argv); }
