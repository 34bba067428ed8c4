using System.Globalization;
using Tillsync.Core;
using Tillsync.Core.Deciding;

namespace Tillsync.Output;

/// <summary>What becomes of the articles of a status code, in words.</summary>
internal static class StatusWords
{
    public static string Becomes(StatusMeaning meaning, StockPolicy policy) =>
        meaning switch
        {
            StatusMeaning.Sold => "sold",
            StatusMeaning.PhasedOut => $"phased out: {Listing(policy)}",
            _ => "unknown: the listing stays as it is",
        };

    public static StatusUseJson Shape(StatusUse use, StockPolicy policy) =>
        new(use.Status, use.WebItems, use.Meaning == StatusMeaning.Sold, Becomes(use.Meaning, policy), JsonShaping.Name(use.Meaning));

    private static string Listing(StockPolicy policy)
    {
        var days = policy.PhasedOutGrace.TotalDays.ToString("0.##", CultureInfo.InvariantCulture);
        var when = policy.PhasedOutGrace > TimeSpan.Zero ? $" after {days} days" : "";
        return policy.PhasedOut switch
        {
            PhasedOutListing.ZeroAndHide => $"no stock, hidden{when}",
            PhasedOutListing.Draft => $"no stock, a draft{when}",
            _ => "no stock",
        };
    }
}
