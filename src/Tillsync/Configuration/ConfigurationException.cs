using Tillsync.Core;

namespace Tillsync.Configuration;

/// <summary>The configuration cannot be used. All errors are reported together; none holds a secret.</summary>
internal sealed class ConfigurationException : TillsyncException
{
    public ConfigurationException(string path, string cause, string advice)
        : base(path, cause, advice) => Errors = [new ConfigurationError(path, $"{cause} {advice}")];

    public ConfigurationException(string path, IReadOnlyList<ConfigurationError> errors)
        : base(path, Summary(errors), "Correct the file or the variable named and try again.") => Errors = errors;

    /// <summary>One for each wrong key; one in all when the file itself cannot be read.</summary>
    public IReadOnlyList<ConfigurationError> Errors { get; }

    private static string Summary(IReadOnlyList<ConfigurationError> errors) =>
        errors.Count == 1 ? errors[0].ToString() : $"{errors.Count} errors. {string.Join(' ', errors)}";
}
