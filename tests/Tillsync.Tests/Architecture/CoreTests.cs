using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Tillsync.Core;

namespace Tillsync.Tests.Architecture;

/// <summary>The core reads no file, opens no connection, asks no clock, and counts in decimals.</summary>
public sealed partial class CoreTests
{
    private static readonly Assembly Core = typeof(SyncCycle).Assembly;

    private static readonly string[] ForbiddenNamespaces =
    [
        "Microsoft",
        "System.Data",
        "System.Diagnostics",
        "System.IO",
        "System.Net",
        "System.Text.Json",
        "System.Xml",
    ];

    [Fact]
    public void Core_ReferencesTheFrameworkOnly() =>
        Assert.All(Core.GetReferencedAssemblies(), name => Assert.StartsWith("System.", name.Name, StringComparison.Ordinal));

    [Fact]
    public void Core_UsesNoTypeThatReachesOutside() =>
        Assert.DoesNotContain(
            TypesUsed(),
            type =>
                ForbiddenNamespaces.Any(name => type.Namespace == name || type.Namespace.StartsWith($"{name}.", StringComparison.Ordinal))
        );

    [Fact]
    public void Core_AsksNeitherChanceNorConsoleNorEnvironment()
    {
        Assert.DoesNotContain(TypesUsed(), type => type is ("System", "Random" or "Console"));
        // Iterators name the class Environment by themselves, so its use is looked for in the text.
        Assert.DoesNotContain(CoreFiles(), file => SourceTree.CodeOf(file.Text).Contains("Environment.", StringComparison.Ordinal));
    }

    [Fact]
    public void Core_HasNoBinaryFloatingPoint()
    {
        const BindingFlags All =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        var members = Core.GetTypes()
            .SelectMany(type => type.GetFields(All).Select(field => ($"{type}.{field.Name}", field.FieldType)))
            .Concat(Core.GetTypes().SelectMany(type => type.GetMethods(All).SelectMany(Signature)));

        Assert.DoesNotContain(members, member => IsFloating(member.Item2));
        Assert.DoesNotContain(CoreFiles(), file => Floating().IsMatch(SourceTree.CodeOf(file.Text)));
    }

    private static IEnumerable<(string, Type)> Signature(MethodInfo method) =>
        method
            .GetParameters()
            .Select(parameter => parameter.ParameterType)
            .Append(method.ReturnType)
            .Select(type => ($"{method.DeclaringType}.{method.Name}", type));

    private static bool IsFloating(Type type) =>
        type == typeof(double)
        || type == typeof(float)
        || type == typeof(Half)
        || (type.IsGenericType && type.GetGenericArguments().Any(IsFloating))
        || (type.HasElementType && IsFloating(type.GetElementType()!)); // An array or reference has one.

    private static IEnumerable<(string Path, string Text)> CoreFiles() =>
        SourceTree.Files.Where(file => file.Path.StartsWith("Tillsync.Core/", StringComparison.Ordinal));

    /// <summary>Every type of another assembly that the compiled core names, also inside its methods.</summary>
    private static List<(string Namespace, string Name)> TypesUsed()
    {
        using var file = File.OpenRead(Core.Location);
        using var image = new PEReader(file);
        var reader = image.GetMetadataReader();
        return
        [
            .. reader
                .TypeReferences.Select(reader.GetTypeReference)
                .Select(type => (reader.GetString(type.Namespace), reader.GetString(type.Name)))
                // The compiler's own marks, not calls.
                .Where(type =>
                    type
                        is not
                        (
                            "System.Diagnostics",
                            "DebuggerBrowsableAttribute"
                                or "DebuggerBrowsableState"
                                or "DebuggerHiddenAttribute"
                                or "DebuggableAttribute"
                                or "DebuggerStepThroughAttribute"
                        )
                )
                .Where(type => !type.Item1.StartsWith("System.Diagnostics.CodeAnalysis", StringComparison.Ordinal))
                .Where(type => !type.Item1.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)),
        ];
    }

    [GeneratedRegex(@"\b(double|float|Half)\b")]
    private static partial Regex Floating();
}
