using System.Xml;
using System.Xml.Linq;

namespace Tillsync.Scheduling;

/// <summary>What a task that Windows gives back says, held against the one that was meant.</summary>
internal static class TaskXmlReading
{
    private static readonly XNamespace Namespace = TaskXml.Namespace;

    /// <summary>What Windows puts into words of its own, or what each installation has anew.</summary>
    private static readonly string[] NotCompared =
    [
        "Task/RegistrationInfo/Description",
        "Task/RegistrationInfo/URI",
        "Task/Triggers/TimeTrigger/StartBoundary",
        "Task/Principals/Principal/UserId",
    ];

    /// <summary>What an element that Windows left out says all the same, by its schema.</summary>
    private static readonly Dictionary<string, string> Defaults = new(StringComparer.Ordinal)
    {
        ["Enabled"] = "true",
        ["StopAtDurationEnd"] = "false",
        ["MultipleInstancesPolicy"] = "IgnoreNew",
        ["AllowHardTerminate"] = "true",
        ["RunOnlyIfNetworkAvailable"] = "false",
        ["AllowStartOnDemand"] = "true",
        ["Hidden"] = "false",
        ["RunOnlyIfIdle"] = "false",
        ["WakeToRun"] = "false",
        ["Priority"] = "7",
        ["RunLevel"] = "LeastPrivilege",
    };

    /// <summary>One sentence for each thing that was meant and is otherwise.</summary>
    public static IReadOnlyList<string> Differences(string meant, string found)
    {
        var actual = Leaves(found);
        return
        [
            .. Leaves(meant)
                .Where(leaf => !NotCompared.Contains(leaf.Key))
                .Select(leaf => (leaf.Key, Meant: leaf.Value, Found: actual.GetValueOrDefault(leaf.Key) ?? DefaultOf(leaf.Key)))
                .Where(leaf => !AreEqual(leaf.Meant, leaf.Found))
                .Select(leaf => $"{leaf.Key} is {leaf.Found ?? "missing"} instead of {leaf.Meant}."),
        ];
    }

    /// <summary>Null for a task that stays on, or that something else starts.</summary>
    public static TimeSpan? IntervalOf(string xml) =>
        StartsAtBoot(xml) ? null
        : Root(xml).Descendants(Namespace + "Repetition").Elements(Namespace + "Interval").FirstOrDefault() is { } interval
            ? TryDuration(interval.Value)
        : null;

    public static bool StartsAtBoot(string xml) => Root(xml).Descendants(Namespace + "BootTrigger").Any();

    public static bool IsEnabled(string xml) =>
        !Root(xml).Elements(Namespace + "Settings").Elements(Namespace + "Enabled").Any(enabled => enabled.Value.Trim() is "false" or "0");

    private static Dictionary<string, string> Leaves(string xml) =>
        Root(xml)
            .DescendantsAndSelf()
            .Where(element => !element.HasElements)
            .GroupBy(PathOf)
            .ToDictionary(group => group.Key, group => group.First().Value.Trim());

    private static string PathOf(XElement element) =>
        string.Join('/', element.AncestorsAndSelf().Reverse().Select(part => part.Name.LocalName));

    private static string? DefaultOf(string path) => Defaults.GetValueOrDefault(path[(path.LastIndexOf('/') + 1)..]);

    /// <summary>PT2H and PT120M are the same.</summary>
    private static bool AreEqual(string meant, string? found) =>
        found is not null
        && (
            meant.Equals(found, StringComparison.OrdinalIgnoreCase)
            || (TryDuration(meant) is { } span && TryDuration(found) is { } other && span == other)
        );

    private static TimeSpan? TryDuration(string text)
    {
        try
        {
            return text.StartsWith('P') ? XmlConvert.ToTimeSpan(text) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static XElement Root(string xml)
    {
        try
        {
            // What schtasks prints is not in the encoding that its declaration names.
            var start = xml.IndexOf("<Task", StringComparison.Ordinal);
            return XElement.Parse(start < 0 ? xml : xml[start..]);
        }
        catch (XmlException exception)
        {
            throw new ScheduleException(
                "schtasks",
                $"Its answer is no task: {exception.Message}",
                "Look at it with: schtasks /Query /XML",
                exception
            );
        }
    }
}
