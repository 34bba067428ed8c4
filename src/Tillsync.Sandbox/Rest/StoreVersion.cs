namespace Tillsync.Sandbox.Rest;

/// <summary>Which rules a WooCommerce version follows (README of the study, section 11, and the traces).</summary>
internal sealed class StoreVersion(string text)
{
    private readonly Version _version = Version.Parse(text.Split('-')[0]);

    public string Text { get; } = text;

    /// <summary>GET /wc/v3/variations.</summary>
    public bool HasVariationsRoute => IsAtLeast(10, 3);

    /// <summary>GET /wc/v3/refunds.</summary>
    public bool HasRefundsRoute => IsAtLeast(9, 0);

    /// <summary>Variation objects carry "type".</summary>
    public bool ShowsVariationType => IsAtLeast(9, 0);

    /// <summary>Product objects carry "brands", also when _fields leaves them out.</summary>
    public bool HasBrands => IsAtLeast(9, 6);

    /// <summary>Products and variations have a global_unique_id.</summary>
    public bool HasGlobalUniqueId => IsAtLeast(9, 2);

    /// <summary>A SKU is locked in the lookup table while a product is created.</summary>
    public bool LocksSkuOnCreate => IsAtLeast(9, 0);

    /// <summary>Editing the lines of a paid order moves stock.</summary>
    public bool AdjustsStockOnLineEdit => IsAtLeast(9, 0);

    /// <summary>on-hold to failed gives the stock back.</summary>
    public bool RestoresStockOnFailed => IsAtLeast(11, 0);

    /// <summary>Variations are looked up under their parent only.</summary>
    public bool ChecksVariationParent => IsAtLeast(9, 0);

    /// <summary>An order line with a variation whose parent is gone can be written as JSON.</summary>
    public bool WritesOrphanLines => IsAtLeast(9, 0);

    /// <summary>Orders link to their e-mail templates; recorded on 11.0.1 only.</summary>
    public bool LinksEmailTemplates => IsAtLeast(11, 0);

    /// <summary>batch.delete takes objects.</summary>
    public bool DeletesBatchObjects => IsAtLeast(9, 0);

    /// <summary>include_status and exclude_status filters.</summary>
    public bool HasStatusLists => IsAtLeast(9, 9);

    private bool IsAtLeast(int major, int minor) => _version >= new Version(major, minor);
}
