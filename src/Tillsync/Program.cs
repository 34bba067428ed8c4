using System.Globalization;
using Tillsync.Commands;

// Every text of this program is in one form for all machines. (The runtime's own invariant mode would do, but SqlClient refuses it.)
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;

return await CommandLine.RunAsync(args);
