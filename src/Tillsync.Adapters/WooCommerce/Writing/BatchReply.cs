using Tillsync.Core;
using Tillsync.Core.Applying;

namespace Tillsync.Adapters.WooCommerce.Writing;

/// <summary>What one write request came to.</summary>
internal abstract record BatchReply
{
    private BatchReply() { }

    /// <summary>An outcome for each item, in order.</summary>
    public sealed record Settled(IReadOnlyList<WriteOutcome> Outcomes) : BatchReply;

    /// <summary>It may or may not have been written, whole or in part.</summary>
    public sealed record Lost(string Cause) : BatchReply;

    /// <summary>Nothing was written: too many items.</summary>
    /// <param name="Limit">What the shop allows; null when it does not say.</param>
    public sealed record TooLarge(int? Limit, string Reason) : BatchReply;

    /// <summary>Nothing was written: the shop refused the request as a whole, perhaps for one item.</summary>
    public sealed record Refused(string Code, string Reason) : BatchReply;

    /// <summary>Nothing was written, and nothing will be until something outside changes.</summary>
    public sealed record Blocked(ShopException Error) : BatchReply;
}
