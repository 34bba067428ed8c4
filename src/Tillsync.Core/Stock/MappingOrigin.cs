namespace Tillsync.Core.Stock;

/// <summary>How an article came by its listing.</summary>
public enum MappingOrigin
{
    /// <summary>A row of USER_PRODUCT_MAP.</summary>
    ProductMap,

    /// <summary>The shop's SKU equals the till's.</summary>
    EqualSku,

    /// <summary>Somebody named the listing.</summary>
    ByHand,

    /// <summary>Accepted: the SKUs differ in blanks and leading zeros only.</summary>
    AlikeSku,

    /// <summary>Accepted: the shop's SKU is the till's with one of the article's units after it.</summary>
    UnitSuffix,

    /// <summary>Accepted: the listing's barcode is one of the article's.</summary>
    Barcode,

    /// <summary>Accepted: the variation's options are the dimensions of the grid item's cell.</summary>
    Options,
}
