// SPDX-License-Identifier: Apache-2.0
#include "apps/command_line.hpp"

int main(int argc, char** argv) { return yuqian::apps::run(argc, argv); }
