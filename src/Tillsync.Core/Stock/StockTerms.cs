namespace Tillsync.Core.Stock;

// The words of the field as types, so that the compiler keeps them apart. All are in stocking units of the till.

/// <summary>Units physically at the selling locations (QTY_ON_HND).</summary>
public readonly record struct OnHand(Quantity Quantity);

/// <summary>Units on hand that documents of the till have spoken for (QTY_COMMIT).</summary>
public readonly record struct Committed(Quantity Quantity);

/// <summary>Units that open web orders have taken and that the till does not know yet.</summary>
public readonly record struct Reserved(Quantity Quantity);

/// <summary>Units that are never offered online.</summary>
public readonly record struct SafetyStock(Quantity Quantity)
{
    /// <summary>The article or category whose rule says so; null where the storefront's setting does.</summary>
    public RuleSubject? Rule { get; init; }
}

/// <summary>What may be sold online now. Negative when more is promised than there is.</summary>
public readonly record struct AvailableToSell(Quantity Quantity);

/// <summary>What the shop shows, or should show: whole units of the listing unless the shop sells fractions.</summary>
public readonly record struct ListedQuantity(Quantity Quantity)
{
    public static readonly ListedQuantity None;

    public override string ToString() => Quantity.ToString();
}
