using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Tillsync.Scheduling;

namespace Tillsync.Tests.Scheduling;

/// <summary>The tasks for Windows, held against the schema that Microsoft documents. They have not been run on Windows here.</summary>
public sealed class TaskXmlTests
{
    private static readonly XNamespace Ns = TaskXml.Namespace;

    [Theory]
    [InlineData(0.1)]
    [InlineData(12)]
    [InlineData(24)]
    [InlineData(744)]
    public void TimedTask_IsValid(double hours) => Assert.Empty(Faults(TaskXml.Compose(SomeOrders.Timed(hours))));

    [Fact]
    public void LastingTask_IsValid() => Assert.Empty(Faults(TaskXml.Compose(SomeOrders.Lasting())));

    [Theory]
    [InlineData("PT12H", "PT30S", "Interval")]
    [InlineData("<Count>3</Count>", "<Count>0</Count>", "Count")]
    [InlineData("IgnoreNew", "Ignore", "MultipleInstancesPolicy")]
    [InlineData("Password", "Always", "LogonType")]
    [InlineData("<Command>/bin/true</Command>", "", "Exec")]
    [InlineData("Context=\"Author\"", "Context=\"Nobody\"", "Nobody")]
    public void TheSchema_SeesMistakes(string right, string wrong, string named)
    {
        var xml = TaskXml.Compose(SomeOrders.Timed()).Replace(right, wrong, StringComparison.Ordinal);

        Assert.Contains(Faults(xml), fault => fault.Contains(named, StringComparison.Ordinal));
    }

    [Fact]
    public void TheSchema_SeesTheOrderInATrigger()
    {
        var document = XDocument.Parse(TaskXml.Compose(SomeOrders.Timed()));
        var trigger = document.Descendants(Ns + "TimeTrigger").Single();
        trigger.Elements(Ns + "Enabled").Single().Remove();
        trigger.Add(new XElement(Ns + "Enabled", "true"));

        Assert.NotEmpty(Faults(document.ToString()));
    }

    [Fact]
    public void TimedTask_RunsWithoutALogonMakesUpForMissedStartsAndNeverTwice()
    {
        var task = XDocument.Parse(TaskXml.Compose(SomeOrders.Timed())).Root!;

        Assert.Equal("Password", Value(task, "LogonType"));
        Assert.Equal("true", Value(task, "StartWhenAvailable"));
        Assert.Equal("IgnoreNew", Value(task, "MultipleInstancesPolicy"));
        Assert.Equal("PT2H", task.Element(Ns + "Settings")!.Element(Ns + "ExecutionTimeLimit")!.Value);
        Assert.Equal("3", Value(task, "Count"));
        Assert.Equal("2026-03-01T04:05:00", Value(task, "StartBoundary"));
        Assert.Equal("PT12H", task.Descendants(Ns + "Repetition").Single().Element(Ns + "Interval")!.Value);
        Assert.Empty(task.Descendants(Ns + "EndBoundary"));
    }

    [Fact]
    public void LastingTask_StartsWithTheMachineAndHasNoTimeLimit()
    {
        var task = XDocument.Parse(TaskXml.Compose(SomeOrders.Lasting())).Root!;

        Assert.Single(task.Descendants(Ns + "BootTrigger"));
        Assert.Equal("PT5M", Value(task, "Interval"));
        Assert.Equal("IgnoreNew", Value(task, "MultipleInstancesPolicy"));
        Assert.Equal("PT0S", Value(task, "ExecutionTimeLimit"));
        Assert.Equal("255", Value(task, "Count"));
    }

    [Theory]
    [InlineData("SYSTEM", "S-1-5-18")]
    [InlineData("network service", "S-1-5-20")]
    [InlineData("NT AUTHORITY\\LOCAL SERVICE", "S-1-5-19")]
    public void ServiceAccount_HasItsIdAndNoLogonType(string user, string id)
    {
        var xml = TaskXml.Compose(SomeOrders.Timed() with { User = user });

        var task = XDocument.Parse(xml).Root!;
        Assert.Equal(id, Value(task, "UserId"));
        Assert.Empty(task.Descendants(Ns + "LogonType"));
        Assert.Empty(Faults(xml));
    }

    [Fact]
    public void PathsWithBlanks_AreQuotedInTheArgumentsOnly()
    {
        var program = new ScheduledProgram(
            "C:\\Program Files\\Tillsync\\tillsync.exe",
            ["run", "--config", "C:\\My Shop\\t&s.json"],
            "C:\\My Shop",
            new Dictionary<string, string>()
        );

        var task = XDocument.Parse(TaskXml.Compose(SomeOrders.Timed() with { Program = program })).Root!;

        Assert.Equal("C:\\Program Files\\Tillsync\\tillsync.exe", Value(task, "Command"));
        Assert.Equal("run --config \"C:\\My Shop\\t&s.json\"", Value(task, "Arguments"));
    }

    private static string Value(XElement task, string name) => task.Descendants(Ns + name).First().Value;

    private static List<string> Faults(string xml)
    {
        var faults = new List<string>();
        var schemas = new XmlSchemaSet();
        using var schema = XmlReader.Create(SchemaFile());
        schemas.Add(Ns.NamespaceName, schema);
        XDocument.Parse(xml).Validate(schemas, (_, fault) => faults.Add(fault.Message));
        return faults;
    }

    private static string SchemaFile()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "tests", "data", "windows", "task.xsd");
            if (File.Exists(file))
            {
                return file;
            }
        }

        throw new FileNotFoundException("The schema is not above the tests.");
    }
}
