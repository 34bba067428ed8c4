namespace Tillsync.Core.Stock;

/// <summary>By which of the shop's fields a listing is taken out of customers' sight.</summary>
public enum AppearanceField
{
    /// <summary>catalog_visibility.</summary>
    Visibility,

    /// <summary>status.</summary>
    Status,
}

/// <summary>How a listing came to be out of sight: what Tillsync changed, so that it puts back that and nothing else.</summary>
/// <param name="Before">What the shop showed before; the same as afterwards where somebody else had hidden it already.</param>
public sealed record HiddenAs(AppearanceField Field, string Before)
{
    /// <summary>catalog_visibility of a listing that is in no list and no search.</summary>
    public const string HiddenVisibility = "hidden";

    /// <summary>status of a listing that only its shopkeepers see.</summary>
    public const string DraftStatus = "draft";

    /// <summary>What the field holds while the listing is out of sight.</summary>
    public string Now => Field == AppearanceField.Visibility ? HiddenVisibility : DraftStatus;
}

/// <summary>A listing that is to be taken out of sight, or brought back.</summary>
/// <param name="To">The value to send, as the shop writes it.</param>
public sealed record AppearanceChange(AppearanceField Field, string To)
{
    public bool Hides => To == (Field == AppearanceField.Visibility ? HiddenAs.HiddenVisibility : HiddenAs.DraftStatus);
}
