// SPDX-License-Identifier: Apache-2.0
// Multi-regional models as files: every netput written out, or by sets.
#include "tests/bench/performance/written_model.hpp"

#include <fmt/format.h>

namespace bench {
namespace {

constexpr int goods = 42;

/// Leontief over composites and a Cobb-Douglas of two factors in every sector, CES over origins in
/// every composite, a household a region.
class Writer {
 public:
  explicit Writer(int regions_) : regions(regions_) {}
  std::string text(bool json) { return write(json); }

 private:
  std::string item(const std::string& name, double quantity) {
    return fmt::format("\"{}\"{}{}", name, json_ ? ": " : " = ", quantity);
  }
  std::string key(const char* name) const {
    return json_ ? fmt::format("\"{}\": ", name) : fmt::format("{} = ", name);
  }
  static std::string label(const char* what, int r, int g) {
    return fmt::format("{}[r{},g{}]", what, r, g);
  }

  std::string write(bool json) {
    json_ = json;
    std::string commodities, sectors, consumers;
    const auto add = [&](std::string& list, const std::string& body, const char* kind) {
      if (json)
        list += (list.empty() ? "{" : ",\n{") + body + "}";
      else
        list += fmt::format("[[{}]]\n{}\n", kind, body);
    };
    const std::string sep = json ? ", " : "\n";
    for (int r = 0; r < regions; ++r) {
      for (const char* factor : {"L", "K"})
        commodities += fmt::format("{}\"{}[r{}]\"{}1",
                                   commodities.empty() ? ""
                                   : json              ? ",\n"
                                                       : "\n",
                                   factor, r, json ? ": " : " = ");
      std::string demand;
      for (int g = 0; g < goods; ++g) {
        for (const char* what : {"D", "A"})
          commodities += fmt::format("{}\"{}\"{}1", json ? ",\n" : "\n", label(what, r, g),
                                     json ? ": " : " = ");
        std::string inputs, origins;
        for (int h = 0; h < goods; ++h)
          inputs += (h ? ", " : "") + item(label("A", r, h), 0.1 + 0.01 * ((g + h) % 7));
        for (int s = 0; s < regions; ++s)
          origins += (s ? ", " : "") + item(label("D", s, g), s == r ? 5 : 0.1);
        const std::string factors =
            item(fmt::format("L[r{}]", r), 2) + ", " + item(fmt::format("K[r{}]", r), 1);
        const std::string nest =
            json ? fmt::format("\"nest\": [{{\"name\": \"va\", \"sigma\": 1, \"inputs\": {{{}}}}}]",
                               factors)
                 : fmt::format("[[sector.nest]]\nname = \"va\"\nsigma = 1\ninputs = {{ {} }}",
                               factors);
        add(sectors,
            fmt::format("{}\"Y[r{},g{}]\"{}{}{{ {} }}{}{}{{ {} }}{}{}", key("name"), r, g, sep,
                        key("inputs"), inputs, sep, key("outputs"), item(label("D", r, g), 8), sep,
                        nest),
            "sector");
        add(sectors,
            fmt::format("{}\"Q[r{},g{}]\"{}{}4{}{}{{ {} }}{}{}{{ {} }}", key("name"), r, g, sep,
                        key("sigma"), sep, key("inputs"), origins, sep, key("outputs"),
                        item(label("A", r, g), 8)),
            "sector");
        demand += (g ? ", " : "") + item(label("A", r, g), 3);
      }
      add(consumers,
          fmt::format("{}\"H{}\"{}{}{{ {} }}{}{}{{ \"L[r{}]\"{}84, \"K[r{}]\"{}42 }}", key("name"),
                      r, sep, key("demand"), demand, sep, key("endowments"), r, json ? ": " : " = ",
                      r, json ? ": " : " = "),
          "consumer");
    }
    if (json)
      return fmt::format(
          "{{\"model\": {{\"name\": \"big\", \"numeraire\": \"L[r0]\"}},\n\"commodities\": "
          "{{{}}},\n\"sector\": [{}],\n\"consumer\": [{}]}}\n",
          commodities, sectors, consumers);
    return fmt::format("[model]\nname = \"big\"\nnumeraire = \"L[r0]\"\n[commodities]\n{}\n{}{}",
                       commodities, sectors, consumers);
  }

  bool json_ = false;
  const int regions;
};

}  // namespace

std::string written_model(int regions, bool json) { return Writer(regions).text(json); }

std::string model_by_sets(int regions) {
  return fmt::format(R"text([model]
name = "big"
numeraire = "L[1]"
[sets]
r = {{ from = 1, to = {} }}
s = "r"
i = {{ from = 1, to = {} }}
j = "i"
[commodities]
"L[r]" = 1
"K[r]" = 1
"D[r,i]" = 1
"A[r,i]" = 1
[[sector]]
name = "Y[r,i]"
inputs = {{ "A[r,j]" = "0.1 + 0.01 * (ord(i) + ord(j)) / 12" }}
outputs = {{ "D[r,i]" = 8 }}
nest = [{{ name = "va", sigma = 1, inputs = {{ "L[r]" = 2, "K[r]" = 1 }} }}]
[[sector]]
name = "Q[r,i]"
sigma = 4
inputs = {{ "D[s,i]" = "if(s == r, 5, 0.1)" }}
outputs = {{ "A[r,i]" = 8 }}
[[consumer]]
name = "H[r]"
demand = {{ "A[r,i]" = 3 }}
endowments = {{ "L[r]" = 84, "K[r]" = 42 }}
)text",
                     regions, goods);
}

}  // namespace bench
