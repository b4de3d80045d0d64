// SPDX-License-Identifier: Apache-2.0
// Mutated inputs for every reader: accepted, or refused in words; no crash, no hang, nothing read
// that is not there. scripts/fuzz runs it for hours under sanitizers, scripts/test for seconds.
//
//   yuqian_fuzz [KIND...] [--inputs N] [--seed S] [--from K]
//
// An input follows from its kind, the seed and its number alone. A failure prints the three:
// yuqian_fuzz KIND --seed S --from K --inputs 1 gives the same input again.
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <stdexcept>

#include <yuqian/data/label.hpp>
#include "tests/fuzz/kinds.hpp"

// Sanitizers report by themselves, and call this before they end the program.
extern "C" __attribute__((weak)) void __sanitizer_set_death_callback(void (*)());

namespace fuzz {

bool accepted(const std::function<void()>& action) {
  try {
    action();
    return true;
  } catch (const std::runtime_error& error) {  // wrong input, or a model that cannot be one
    const std::string text = error.what();
    if (text.empty() || text.size() > 20000 || yuqian::data::printable(text) != text) std::abort();
    return false;
  }
}

namespace {

char present[200] = "";

/// Says which input it was.
void tell() { [[maybe_unused]] ssize_t n = ::write(STDERR_FILENO, present, std::strlen(present)); }

extern "C" void end(int number) {
  tell();
  std::signal(number, SIG_DFL);
  std::raise(number);
}

struct Options {
  std::vector<std::string> kinds;
  unsigned long inputs = 1000, seed = 1, from = 0;
};

Options options(int argc, char** argv) {
  Options o;
  for (int k = 1; k < argc; ++k) {
    const std::string word = argv[k];
    unsigned long* number = word == "--inputs" ? &o.inputs
                            : word == "--seed" ? &o.seed
                            : word == "--from" ? &o.from
                                               : nullptr;
    if (!number)
      o.kinds.push_back(word);
    else if (++k < argc)
      *number = std::strtoul(argv[k], nullptr, 10);
  }
  return o;
}

}  // namespace
}  // namespace fuzz

int main(int argc, char** argv) {
  using namespace fuzz;
  const Options o = options(argc, argv);
  std::string folder = (std::filesystem::temp_directory_path() / "yuqian-fuzz-XXXXXX").string();
  if (!::mkdtemp(folder.data())) return 1;
  std::vector<Kind> kinds = text_kinds();
  for (const auto& more : {journal_kinds(), file_kinds(folder)})
    kinds.insert(kinds.end(), more.begin(), more.end());
  for (const int number : {SIGALRM, SIGABRT}) std::signal(number, end);  // a hang fails, too
  if (__sanitizer_set_death_callback)
    __sanitizer_set_death_callback(tell);
  else
    for (const int number : {SIGSEGV, SIGFPE, SIGBUS, SIGILL}) std::signal(number, end);
  bool found = false;
  for (const Kind& kind : kinds) {
    if (!o.kinds.empty() && std::find(o.kinds.begin(), o.kinds.end(), kind.name) == o.kinds.end())
      continue;
    found = true;
    unsigned long taken = 0;
    for (unsigned long k = o.from; k < o.from + o.inputs; ++k) {
      std::snprintf(present, sizeof present, "\nfailed: \"%s\" --seed %lu --from %lu --inputs 1\n",
                    kind.name.c_str(), o.seed, k);
      ::alarm(300);  // only what never ends takes so long
      std::seed_seq seed{o.seed, k};
      Random random(seed);
      taken += kind.run(random);
    }
    ::alarm(0);
    std::printf("%-28s %9lu inputs, %9lu accepted, %9lu refused\n", kind.name.c_str(), o.inputs,
                taken, o.inputs - taken);
    std::fflush(stdout);
  }
  std::filesystem::remove_all(folder);
  if (!found) std::fprintf(stderr, "no such kind of input\n");
  return found ? 0 : 2;
}
