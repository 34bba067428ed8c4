using Tillsync.Sandbox.Php;

namespace Tillsync.Sandbox.Products;

/// <summary>meta_data of a product or an order: a list of id, key and value.</summary>
internal static class MetaList
{
    /// <summary>New keys are added, known ids or keys are overwritten, a null value removes.</summary>
    public static PhpArray Merge(PhpArray before, PhpArray changes)
    {
        var rows = before.Values.OfType<PhpArray>().ToList();
        foreach (var change in changes.Values.OfType<PhpArray>())
        {
            var key = PhpCast.ToText(change["key"]);
            var id = PhpCast.ToInt(change["id"]);
            rows.RemoveAll(row => id != 0 ? PhpCast.ToInt(row["id"]) == id : PhpCast.ToText(row["key"]) == key);
            if (change["value"] is { } value && key.Length > 0)
            {
                rows.Add(Row(id != 0 ? id : NextId(rows), key, value));
            }
        }

        var merged = new PhpArray();
        rows.ForEach(merged.Add);
        return merged;
    }

    private static PhpArray Row(long id, string key, object value)
    {
        var row = new PhpArray();
        row["id"] = id;
        row["key"] = key;
        row["value"] = value;
        return row;
    }

    private static long NextId(List<PhpArray> rows) => rows.Select(row => PhpCast.ToInt(row["id"])).DefaultIfEmpty(100).Max() + 1;
}
