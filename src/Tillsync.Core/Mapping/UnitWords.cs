namespace Tillsync.Core.Mapping;

/// <summary>Units as shops write them in SKUs. Pure.</summary>
internal static class UnitWords
{
    private static readonly string[][] Synonyms =
    [
        ["EA", "EACH", "PC", "PCS", "PIECE", "ST"],
        ["PK", "PACK", "PACKAGE", "PKG", "PAC"],
        ["BX", "BOX"],
        ["CT", "CTN", "CARTON"],
        ["CS", "CASE"],
        ["RL", "ROLL"],
        ["RM", "REAM"],
        ["PL", "PALLET", "PLT"],
        ["BG", "BAG"],
        ["SL", "SLEEVE"],
        ["DZ", "DOZ", "DOZEN"],
        ["M", "THOUSAND", "1000"],
        ["PR", "PAIR"],
        ["ST", "SET"],
    ];

    /// <summary>Whether two words name the same unit: as written, or by common usage.</summary>
    public static bool AreSame(string one, string other) =>
        Equal(one, other) || Array.Exists(Synonyms, words => Contains(words, one) && Contains(words, other));

    /// <summary>Whether anybody would take the word for a unit.</summary>
    public static bool IsKnown(string word) => Array.Exists(Synonyms, words => Contains(words, word));

    private static bool Contains(string[] words, string word) => Array.Exists(words, each => Equal(each, word));

    private static bool Equal(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
}
