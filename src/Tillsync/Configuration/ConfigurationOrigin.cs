namespace Tillsync.Configuration;

/// <summary>Where a value comes from.</summary>
internal abstract record ConfigurationOrigin
{
    private ConfigurationOrigin() { }

    internal sealed record File(string Name, int Line) : ConfigurationOrigin
    {
        public override string ToString() => $"{Name}, line {Line}";
    }

    internal sealed record Variable(string Name) : ConfigurationOrigin
    {
        public override string ToString() => Name;
    }

    /// <summary>The value of a key that nobody has set.</summary>
    internal sealed record Default : ConfigurationOrigin
    {
        public static readonly Default Instance = new();

        public override string ToString() => "default";
    }

    /// <summary>A list whose items come from more than one place.</summary>
    internal sealed record Several(IReadOnlyList<ConfigurationOrigin> Origins) : ConfigurationOrigin
    {
        public override string ToString() => string.Join("; ", Origins);
    }
}
