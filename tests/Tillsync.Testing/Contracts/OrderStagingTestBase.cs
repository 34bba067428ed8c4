using System.Globalization;
using Tillsync.Adapters.Counterpoint;
using Tillsync.Core;
using Tillsync.Core.Staging;
using Xunit;

namespace Tillsync.Testing.Contracts;

/// <summary>One web order on its way into USER_ORDER_STAGING, and what stands there afterwards.</summary>
public abstract class OrderStagingTestBase : TillTestBase
{
    protected const long Order = 15_479;

    protected CounterpointOrderStaging Table => new(Bench.Options);

    protected Task<StagingAnswer> PutAsync(StagingRow row, string? mark = null) =>
        Table.WriteAsync(new StagingWrite.Put(row, 0, 3, mark), None);

    protected Task<StagingAnswer> WithdrawAsync(string? mark) =>
        Table.WriteAsync(new StagingWrite.Withdraw(Order, "cancelled", "It is cancelled.", mark), None);

    /// <summary>Whoever waits too long for the others, or is a deadlock's victim, has written nothing and asks again.</summary>
    protected async Task<StagingAnswer> PutPatientlyAsync(StagingRow row)
    {
        while (true)
        {
            try
            {
                return await PutAsync(row);
            }
            catch (TillException error) when (error.Cause.Contains("lock", StringComparison.Ordinal))
            {
                await Task.Yield();
            }
        }
    }

    protected static StagingAnswer.Done Done(StagingAnswer answer, StagingEffect effect)
    {
        var done = Assert.IsType<StagingAnswer.Done>(answer);
        Assert.Equal(effect, done.Effect);
        return done;
    }

    protected static StagingRow Row() =>
        new(
            Order,
            "15479",
            "ann@example.test",
            new DateOnly(2025, 12, 31),
            "processing",
            "Invoice",
            "Flat rate",
            28.5m,
            5,
            1.25m,
            0.5m,
            34.25m,
            "Ann Buyer",
            "1 Main St",
            null,
            "Miami",
            "FL",
            "33101",
            "US",
            "+1 555 0100",
            "[{\"sku\": \"01-10100\", \"quantity\": 3}]"
        );

    protected async Task<long> CountAsync() => Number(await Bench.ScalarAsync("SELECT COUNT(*) FROM USER_ORDER_STAGING"));

    protected static long Number(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);

    protected async Task<IReadOnlyList<object?>> ValuesAsync(params string[] columns)
    {
        var values = new List<object?>();
        foreach (var column in columns)
        {
            var value = await Bench.ScalarAsync($"SELECT {column} FROM USER_ORDER_STAGING");
            values.Add(value is DBNull ? null : value);
        }

        return values;
    }

    protected async Task<IReadOnlyList<string?>> TextsAsync(params string[] columns) =>
        [
            .. (await ValuesAsync(columns)).Select(value =>
                Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null
            ),
        ];

    protected async Task<IReadOnlyList<decimal>> NumbersAsync(params string[] columns) =>
        [.. (await ValuesAsync(columns)).Select(value => Convert.ToDecimal(value, CultureInfo.InvariantCulture))];

    protected Task<IReadOnlyList<string?>> WholeAsync() =>
        TextsAsync("ORD_STATUS", "SHIP_CITY", "LINE_ITEMS_JSON", "IS_APPLIED", "IS_VALIDATED", "VALIDATION_ERROR", "CP_DOC_ID", "BATCH_ID");

    /// <summary>A date comes back as one, or as text.</summary>
    protected static string DateText(string? value) =>
        DateTime.Parse(value ?? "", CultureInfo.InvariantCulture).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
