<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es">
    <context>
        <name>kapmonitor</name>
        <message>
            <source> (corrected)</source>
            <translation> (corregida)</translation>
        </message>
        <message>
            <source> (incomplete)</source>
            <translation> (incompleta)</translation>
        </message>
        <message>
            <source> ({times} readings)</source>
            <translation> ({times} lecturas)</translation>
        </message>
        <message>
            <source> Before the session: {before:g}.</source>
            <translation> Antes de la sesión: {before:g}.</translation>
        </message>
        <message>
            <source> Emergency number there: {emergency_number}.</source>
            <translation> Número de emergencias del lugar: {emergency_number}.</translation>
        </message>
        <message>
            <source> Emergency number: {emergency_number}.</source>
            <translation> Número de emergencias: {emergency_number}.</translation>
        </message>
        <message>
            <source> It took {about}.</source>
            <translation> Tardó {about}.</translation>
        </message>
        <message>
            <source> Only amendments can be added.</source>
            <translation> Solo se pueden añadir enmiendas.</translation>
        </message>
        <message>
            <source> Patient: {phone}.</source>
            <translation> Paciente: {phone}.</translation>
        </message>
        <message>
            <source> Prescriber: {prescriber_phone}.</source>
            <translation> Prescriptor: {prescriber_phone}.</translation>
        </message>
        <message>
            <source> and </source>
            <translation> y </translation>
        </message>
        <message>
            <source> and after a night's sleep</source>
            <translation> y tras una noche de sueño</translation>
        </message>
        <message>
            <source> and {count} more</source>
            <translation> y {count} más</translation>
        </message>
        <message>
            <source> as second cuff</source>
            <translation> como segundo manguito</translation>
        </message>
        <message>
            <source> by {acknowledged_by}</source>
            <translation> por {acknowledged_by}</translation>
        </message>
        <message>
            <source> by {clinician} ({countersigned})</source>
            <translation> por {clinician} ({countersigned})</translation>
        </message>
        <message>
            <source> in session {stream}</source>
            <translation> en la sesión {stream}</translation>
        </message>
        <message>
            <source> in the home readings of {patient}</source>
            <translation> en las mediciones en casa de {patient}</translation>
        </message>
        <message>
            <source> in this session</source>
            <translation> en esta sesión</translation>
        </message>
        <message>
            <source> of {planned_sessions}</source>
            <translation> de {planned_sessions}</translation>
        </message>
        <message>
            <source> or </source>
            <translation> o </translation>
        </message>
        <message>
            <source> over age {over_age_years}</source>
            <translation> a partir de {over_age_years} años</translation>
        </message>
        <message>
            <source> to {clock}</source>
            <translation> a {clock}</translation>
        </message>
        <message>
            <source> to {time}</source>
            <translation> a {time}</translation>
        </message>
        <message>
            <source> until {time}</source>
            <translation> hasta {time}</translation>
        </message>
        <message>
            <source> · secret</source>
            <translation> · clave</translation>
        </message>
        <message>
            <source> · you</source>
            <translation> · usted</translation>
        </message>
        <message>
            <source> ▲ Not read back</source>
            <translation> ▲ Sin leer en voz alta</translation>
        </message>
        <message>
            <source>%</source>
            <translation>%</translation>
        </message>
        <message>
            <source>(erased)</source>
            <translation>(borrado)</translation>
        </message>
        <message>
            <source>+{count} more</source>
            <translation>+{count} más</translation>
        </message>
        <message>
            <source>, and only after a night's sleep</source>
            <translation>, y solo tras una noche de sueño</translation>
        </message>
        <message>
            <source>, born {born:%Y-%m-%d}</source>
            <translation>, nacimiento {born:%Y-%m-%d}</translation>
        </message>
        <message>
            <source>, by {operator}</source>
            <translation>, por {operator}</translation>
        </message>
        <message>
            <source>, corrected</source>
            <translation>, corregida</translation>
        </message>
        <message>
            <source>, cuff</source>
            <translation>, manguito</translation>
        </message>
        <message>
            <source>, heart rate {rate:.0f}</source>
            <translation>, frecuencia cardíaca {rate:.0f}</translation>
        </message>
        <message>
            <source>, not confirmed</source>
            <translation>, sin confirmar</translation>
        </message>
        <message>
            <source>, not ended</source>
            <translation>, sin terminar</translation>
        </message>
        <message>
            <source>, out in {left}</source>
            <translation>, retirar en {left}</translation>
        </message>
        <message>
            <source>, pulse {pulse:.0f}</source>
            <translation>, pulso {pulse:.0f}</translation>
        </message>
        <message>
            <source>, pulse {pulse_rate}</source>
            <translation>, pulso {pulse_rate}</translation>
        </message>
        <message>
            <source>, seen by {operator}</source>
            <translation>, visto por {operator}</translation>
        </message>
        <message>
            <source>, simulated</source>
            <translation>, simulado</translation>
        </message>
        <message>
            <source>, taken back</source>
            <translation>, anulado</translation>
        </message>
        <message>
            <source>, time to take it out</source>
            <translation>, es hora de retirarla</translation>
        </message>
        <message>
            <source>, {minutes_since:.0f} min after the dose</source>
            <translation>, {minutes_since:.0f} min después de la dosis</translation>
        </message>
        <message>
            <source>, {spacing_min:g} min apart</source>
            <translation>, separadas {spacing_min:g} min</translation>
        </message>
        <message>
            <source>/min</source>
            <translation>/min</translation>
        </message>
        <message>
            <source>0 to 9</source>
            <translation>0 a 9</translation>
        </message>
        <message>
            <source>0: none</source>
            <translation>0: ninguna</translation>
        </message>
        <message>
            <source>0: unsteady, with a hand, or not at all</source>
            <translation>0: inestable, con ayuda, o no camina</translation>
        </message>
        <message>
            <source>1 gap of the link, {lasted}</source>
            <translation>1 interrupción del enlace, {lasted}</translation>
        </message>
        <message>
            <source>1 message of the patient's side was not delivered by the lost computer.</source>
            <translation>El ordenador perdido no entregó 1 mensaje del lado del paciente.</translation>
        </message>
        <message>
            <source>1 of them</source>
            <translation>1 de ellas</translation>
        </message>
        <message>
            <source>1 older reading</source>
            <translation>1 lectura anterior</translation>
        </message>
        <message>
            <source>1 reading or note is still being sent.</source>
            <translation>Aún se está enviando 1 lectura o nota.</translation>
        </message>
        <message>
            <source>1 reading still on the way</source>
            <translation>1 lectura aún en camino</translation>
        </message>
        <message>
            <source>18 or older</source>
            <translation>18 años o más</translation>
        </message>
        <message>
            <source>18 or older?</source>
            <translation>¿18 años o más?</translation>
        </message>
        <message>
            <source>1: steady, unaided</source>
            <translation>1: estable, sin ayuda</translation>
        </message>
        <message>
            <source>2 of them</source>
            <translation>2 de ellas</translation>
        </message>
        <message>
            <source>2 or below: only after a light shake, or not at all. Emergency: call for help</source>
            <translation>2 o menos: solo tras una leve sacudida, o nada. Emergencia: pida ayuda</translation>
        </message>
        <message>
            <source>2 or less</source>
            <translation>2 o menos</translation>
        </message>
        <message>
            <source>20 to 40 % away</source>
            <translation>Se aparta del 20 al 40 %</translation>
        </message>
        <message>
            <source>20 to 50 % away</source>
            <translation>Se aparta del 20 al 50 %</translation>
        </message>
        <message>
            <source>3 of them</source>
            <translation>3 de ellas</translation>
        </message>
        <message>
            <source>3: only called loudly or again and again</source>
            <translation>3: solo si se le llama fuerte o repetidamente</translation>
        </message>
        <message>
            <source>4: all four</source>
            <translation>4: las cuatro</translation>
        </message>
        <message>
            <source>4: slowly, sleepily</source>
            <translation>4: lento, somnoliento</translation>
        </message>
        <message>
            <source>5, or as before the dose.</source>
            <translation>5, o como antes de la dosis.</translation>
        </message>
        <message>
            <source>5: readily, in a normal tone</source>
            <translation>5: con prontitud, en tono normal</translation>
        </message>
        <message>
            <source>; by {name}</source>
            <translation>; por {name}</translation>
        </message>
        <message>
            <source>; said of it until then: {gone}</source>
            <translation>; hasta entonces decía: {gone}</translation>
        </message>
        <message>
            <source>; until then you can read and export it</source>
            <translation>; hasta entonces puede leerlo y exportarlo</translation>
        </message>
        <message>
            <source>? asks</source>
            <translation>? pregunta</translation>
        </message>
        <message>
            <source>A CSV file with headings: name, date of birth, local number, emergency contact, emergency phone. Who may be someone you know already is asked about; nobody is merged or changed.</source>
            <translation>Un archivo CSV con encabezados: nombre, fecha de nacimiento, número local, contacto de emergencia, teléfono de emergencia. Se pregunta por quien pueda ser alguien ya conocido; nadie se fusiona ni se cambia.</translation>
        </message>
        <message>
            <source>A backup is being made and proved…</source>
            <translation>Se está haciendo y comprobando una copia…</translation>
        </message>
        <message>
            <source>A backup is being made. Wait until it stands.</source>
            <translation>Se está haciendo una copia de seguridad. Espere a que esté hecha.</translation>
        </message>
        <message>
            <source>A backup takes the place of the record only after it was proved. What is there now is kept beside it.</source>
            <translation>Una copia solo ocupa el lugar del registro después de comprobarse. Lo que hay ahora se conserva al lado.</translation>
        </message>
        <message>
            <source>A call was made</source>
            <translation>Se hizo una llamada</translation>
        </message>
        <message>
            <source>A certificate's file that the settings name is missing or damaged on this computer. The patient's side keeps every reading. Put the file back, or correct the settings and start the program again; it is tried again by itself.</source>
            <translation>Un archivo de certificado que nombran los ajustes falta o está dañado en este ordenador. El lado del paciente guarda todas las mediciones. Vuelva a poner el archivo, o corrija los ajustes e inicie el programa de nuevo; se vuelve a intentar solo.</translation>
        </message>
        <message>
            <source>A certificate's file that this screen needs is missing or damaged on this computer. Put it back; it is tried again by itself.</source>
            <translation>Un archivo de certificado que esta pantalla necesita falta o está dañado en este ordenador. Vuelva a ponerlo; se vuelve a intentar solo.</translation>
        </message>
        <message>
            <source>A change makes it another preset: it has to be signed anew.</source>
            <translation>Un cambio la convierte en otra plantilla: hay que firmarla de nuevo.</translation>
        </message>
        <message>
            <source>A chest strap, worn below the chest with its pads moistened</source>
            <translation>Una banda pectoral, colocada bajo el pecho y con los electrodos humedecidos</translation>
        </message>
        <message>
            <source>A copy of the record that is opened and proved before it counts, made while no session is open. Best on another disk. None is ever removed by the program: you remove what you no longer need. Presets, policies and settings are ordinary files: copy them as well.</source>
            <translation>Una copia del registro que se abre y se comprueba antes de contar, hecha mientras no hay ninguna sesión abierta. Mejor en otro disco. El programa nunca elimina ninguna: usted elimina las que ya no necesite. Los protocolos, las políticas y los ajustes son archivos corrientes: cópielos también.</translation>
        </message>
        <message>
            <source>A copy of your own</source>
            <translation>Una copia propia</translation>
        </message>
        <message>
            <source>A countersignature needs a name.</source>
            <translation>Una contrafirma necesita un nombre.</translation>
        </message>
        <message>
            <source>A cuff on the upper arm at the height of the heart, and START pressed once</source>
            <translation>Un manguito en el brazo a la altura del corazón, y START pulsado una vez</translation>
        </message>
        <message>
            <source>A cuff on the upper arm at the height of the heart; the monitor is started from the computer</source>
            <translation>Un manguito en el brazo a la altura del corazón; el monitor se inicia desde el ordenador</translation>
        </message>
        <message>
            <source>A cuff talks to one partner. If a phone knows it, close the maker's app there or switch off the phone's Bluetooth. If the phone paired it, remove the cuff in the phone's Bluetooth settings as well.</source>
            <translation>Un manguito habla con un solo equipo. Si un teléfono lo conoce, cierre allí la aplicación del fabricante o apague el Bluetooth del teléfono. Si el teléfono lo vinculó, quite también el manguito en los ajustes de Bluetooth del teléfono.</translation>
        </message>
        <message>
            <source>A cuff's monitor and the computer each show a number of six digits: are they the same?</source>
            <translation>El monitor del manguito y el ordenador muestran cada uno un número de seis cifras: ¿son iguales?</translation>
        </message>
        <message>
            <source>A cuff's monitor shows a number of six digits, which is typed into the computer</source>
            <translation>El monitor del manguito muestra un número de seis cifras, que se escribe en el ordenador</translation>
        </message>
        <message>
            <source>A cuff's monitor: START is held until the display shows Pr</source>
            <translation>Monitor del manguito: START se mantiene pulsado hasta que la pantalla muestra Pr</translation>
        </message>
        <message>
            <source>A cuff's monitor: the button with the Bluetooth sign is held until the sign on the display blinks</source>
            <translation>Monitor del manguito: el botón con el signo de Bluetooth se mantiene pulsado hasta que el signo parpadea en la pantalla</translation>
        </message>
        <message>
            <source>A cuff's monitor: the memory button, M, is pressed</source>
            <translation>Monitor del manguito: se pulsa el botón de memoria, M</translation>
        </message>
        <message>
            <source>A date of birth alone is no patient: choose one, or type a name.</source>
            <translation>Una fecha de nacimiento sola no es un paciente: elija uno o escriba un nombre.</translation>
        </message>
        <message>
            <source>A dose is already recorded: a further one has its own gate.</source>
            <translation>Ya hay una dosis registrada: otra dosis tiene su propio control.</translation>
        </message>
        <message>
            <source>A dose was taken.</source>
            <translation>Se tomó una dosis.</translation>
        </message>
        <message>
            <source>A file of all that went between this computer and the device, for whoever helps you. Readings are in it, also older ones. No name, address or serial number is.</source>
            <translation>Un archivo con todo lo que pasó entre este ordenador y el dispositivo, para quien le ayude. Contiene lecturas, también antiguas. No contiene nombre, dirección ni número de serie.</translation>
        </message>
        <message>
            <source>A file of your own cannot be used</source>
            <translation>Un archivo propio no se puede usar</translation>
        </message>
        <message>
            <source>A file that the connection needs is missing or damaged on this computer, so nothing was sent. Tell your therapist.</source>
            <translation>Un archivo que la conexión necesita falta o está dañado en este ordenador, así que no se envió nada. Avise a su terapeuta.</translation>
        </message>
        <message>
            <source>A finger in a pulse oximeter</source>
            <translation>Un dedo en un pulsioxímetro</translation>
        </message>
        <message>
            <source>A floor for the body only: it says nothing of gait, perceptions or safety. The pressure item compares systolic and diastolic with the baseline in percent and takes the larger change.</source>
            <translation>Un mínimo solo para el cuerpo: no dice nada de marcha, percepciones o seguridad. El apartado de presión compara sistólica y diastólica con la basal en porcentaje y toma el cambio mayor.</translation>
        </message>
        <message>
            <source>A further dose has already been taken</source>
            <translation>Ya se ha tomado otra dosis</translation>
        </message>
        <message>
            <source>A high alarm always sounds.</source>
            <translation>Una alarma alta siempre suena.</translation>
        </message>
        <message>
            <source>A limit made personal for one patient may go as far as this without naming the prescriber. Empty: not past the preset's own.</source>
            <translation>Un límite personal de un paciente puede llegar hasta aquí sin nombrar al prescriptor. Vacío: no más allá del de la plantilla.</translation>
        </message>
        <message>
            <source>A locked screen shows values, ages and alarms without the patient's name; measuring, stopping and answering alarms stay possible. Ctrl+L locks it at once.</source>
            <translation>Una pantalla bloqueada muestra valores, su antigüedad y alarmas sin el nombre del paciente; medir, parar y responder a las alarmas sigue siendo posible. Ctrl+L la bloquea al momento.</translation>
        </message>
        <message>
            <source>A measurement is already running.</source>
            <translation>Ya hay una medición en curso.</translation>
        </message>
        <message>
            <source>A measurement that failed has no values, and says no reason.</source>
            <translation>Una medición fallida no tiene valores y no dice el motivo.</translation>
        </message>
        <message>
            <source>A message came twice with different content. The first counts.</source>
            <translation>Un mensaje llegó dos veces con contenido distinto. Cuenta el primero.</translation>
        </message>
        <message>
            <source>A monitor that touches a patient must not be joined to a mains-powered computer by a plain cable. Use an isolated serial adapter, or run the laptop on its battery. Ask whoever looks after your equipment if you are not sure.</source>
            <translation>Un monitor que toca a un paciente no debe unirse con un cable corriente a un ordenador conectado a la red eléctrica. Use un adaptador serie aislado, o el portátil con su batería. Si no está seguro, pregunte a quien cuida de sus equipos.</translation>
        </message>
        <message>
            <source>A page answers in the broker's place. Open a web page and sign in.</source>
            <translation>Responde una página en lugar del servidor de mensajes. Abra una página web e inicie sesión.</translation>
        </message>
        <message>
            <source>A person needs a name.</source>
            <translation>Una persona necesita un nombre.</translation>
        </message>
        <message>
            <source>A person seated: back against the chair, feet flat side by side, the bare arm resting on a table with the cuff at the height of the heart</source>
            <translation>Una persona sentada: espalda contra la silla, pies planos y juntos, el brazo descubierto apoyado en una mesa con el manguito a la altura del corazón</translation>
        </message>
        <message>
            <source>A person, for each reading</source>
            <translation>Una persona, en cada lectura</translation>
        </message>
        <message>
            <source>A plain no, and another way home.</source>
            <translation>Un no claro, y otra forma de volver a casa.</translation>
        </message>
        <message>
            <source>A poor signal or a leak. Put the cuff on again.</source>
            <translation>Mala señal o una fuga. Coloque de nuevo el manguito.</translation>
        </message>
        <message>
            <source>A port of the computer itself, or of an adapter that does not say what it is.</source>
            <translation>Un puerto del propio ordenador, o de un adaptador que no dice qué es.</translation>
        </message>
        <message>
            <source>A preset is the plan of a session: readings, limits, checks, criteria, each number with its source. Those that ship are never changed: copy one, change the copy, have it signed.</source>
            <translation>Una plantilla es el plan de una sesión: lecturas, límites, comprobaciones, criterios, cada número con su fuente. Las que vienen con el programa nunca se cambian: copie una, cambie la copia y haga que la firmen.</translation>
        </message>
        <message>
            <source>A pulse rate of up to 3 means no result.</source>
            <translation>Una frecuencia de pulso de hasta 3 significa que no hay resultado.</translation>
        </message>
        <message>
            <source>A reading arrived.</source>
            <translation>Llegó una lectura.</translation>
        </message>
        <message>
            <source>A reading arrived. It may be an old one from the cuff's memory, so it is not shown. Did this cuff finish a measurement just now?</source>
            <translation>Llegó una lectura. Puede ser una antigua de la memoria del manguito, por eso no se muestra. ¿Terminó este manguito una medición ahora mismo?</translation>
        </message>
        <message>
            <source>A reading is already asked for.</source>
            <translation>Ya se ha pedido una lectura.</translation>
        </message>
        <message>
            <source>A reading that was sent may be gone from its memory.</source>
            <translation>Una lectura enviada puede haber desaparecido de su memoria.</translation>
        </message>
        <message>
            <source>A recovery key was made. A new one takes the old one's place.</source>
            <translation>Se creó una clave de recuperación. Una nueva ocupa el lugar de la anterior.</translation>
        </message>
        <message>
            <source>A score is a number from zero.</source>
            <translation>Una puntuación es un número desde cero.</translation>
        </message>
        <message>
            <source>A second person signs the discharge</source>
            <translation>Una segunda persona firma el alta</translation>
        </message>
        <message>
            <source>A secret has at least {count} characters: a few words are easy to keep.</source>
            <translation>Una clave tiene al menos {count} caracteres: unas pocas palabras se recuerdan bien.</translation>
        </message>
        <message>
            <source>A secret has {least} characters or more. Nothing was changed. Use a longer one.</source>
            <translation>Un secreto tiene {least} caracteres o más. No se cambió nada. Use uno más largo.</translation>
        </message>
        <message>
            <source>A secret makes a person provable: it is asked for at sign-in and at each signature. A role guards what is kept to it once somebody who has it has a secret. What happened to a patient can always be recorded, by anybody.</source>
            <translation>Una clave permite probar quién es una persona: se pide al identificarse y en cada firma. Un rol protege lo que le está reservado desde que alguien que lo tiene tiene una clave. Lo que le ocurrió a un paciente siempre puede registrarlo cualquiera.</translation>
        </message>
        <message>
            <source>A seizure: the body shakes or stiffens</source>
            <translation>Una convulsión: el cuerpo tiembla o se pone rígido</translation>
        </message>
        <message>
            <source>A session has six steps. This is where you are; a done step carries a tick.</source>
            <translation>Una sesión tiene seis pasos. Aquí está usted; un paso hecho lleva una marca.</translation>
        </message>
        <message>
            <source>A session is already open.</source>
            <translation>Ya hay una sesión abierta.</translation>
        </message>
        <message>
            <source>A session is open. Backups and restoring wait until it is over.</source>
            <translation>Hay una sesión abierta. Las copias y la restauración esperan a que termine.</translation>
        </message>
        <message>
            <source>A session is open. Closing stops recording; it can be resumed.</source>
            <translation>Hay una sesión abierta. Al cerrar se detiene el registro; se puede reanudar.</translation>
        </message>
        <message>
            <source>A session is open. Files come in after its end: nothing may delay it.</source>
            <translation>Hay una sesión abierta. Los archivos entran cuando termine: nada debe retrasarla.</translation>
        </message>
        <message>
            <source>A session is still open. End it first.</source>
            <translation>Todavía hay una sesión abierta. Termínela primero.</translation>
        </message>
        <message>
            <source>A session needs an id and a patient.</source>
            <translation>Una sesión necesita un identificador y un paciente.</translation>
        </message>
        <message>
            <source>A session of {patient} has not ended ({session}). Nothing was erased. End it first.</source>
            <translation>Una sesión de {patient} no ha terminado ({session}). No se borró nada. Termínela primero.</translation>
        </message>
        <message>
            <source>A signature needs a name and a role.</source>
            <translation>Una firma necesita nombre y función.</translation>
        </message>
        <message>
            <source>A signature needs a name.</source>
            <translation>Una firma necesita un nombre.</translation>
        </message>
        <message>
            <source>A signed session is sent when you press the button on its report, and never by itself. Only https; the certificate is always checked.</source>
            <translation>Una sesión firmada se envía cuando usted pulsa el botón de su informe, y nunca por sí sola. Solo https; el certificado se comprueba siempre.</translation>
        </message>
        <message>
            <source>A simulated patient, cuff and people play a whole session. A guide says what you see; it can be left at any time. Nothing of it enters your record.</source>
            <translation>Un paciente, un manguito y unas personas simulados representan una sesión entera. Una guía dice lo que ve; puede dejarla cuando quiera. Nada de ello entra en su registro.</translation>
        </message>
        <message>
            <source>A simulated patient, or one whose name is not kept.</source>
            <translation>Un paciente simulado, o uno cuyo nombre no se guarda.</translation>
        </message>
        <message>
            <source>A simulated session goes to no chart, only to a server that is marked as a test.</source>
            <translation>Una sesión simulada no va a ninguna historia clínica, solo a un servidor marcado como de prueba.</translation>
        </message>
        <message>
            <source>A strap that is linked to a watch may not be heard.</source>
            <translation>Una banda enlazada a un reloj puede no oírse.</translation>
        </message>
        <message>
            <source>A test server: simulated sessions only</source>
            <translation>Servidor de prueba: solo sesiones simuladas</translation>
        </message>
        <message>
            <source>A token is one word of plain letters, digits and signs.</source>
            <translation>Una clave de acceso es una sola palabra de letras sencillas, cifras y signos.</translation>
        </message>
        <message>
            <source>A value is old after</source>
            <translation>Un valor es antiguo tras</translation>
        </message>
        <message>
            <source>A&amp;D UA and UB series</source>
            <translation>A&amp;D, series UA y UB</translation>
        </message>
        <message>
            <source>A&amp;D UA-651BLE, UA-656BLE, UA-1200BLE, UB-1100BLE</source>
            <translation>A&amp;D UA-651BLE, UA-656BLE, UA-1200BLE, UB-1100BLE</translation>
        </message>
        <message>
            <source>About</source>
            <translation>Acerca de</translation>
        </message>
        <message>
            <source>About 3 minutes. Nothing is measured yet, and you can stop any time.</source>
            <translation>Unos 3 minutos. Todavía no se mide nada, y puede parar cuando quiera.</translation>
        </message>
        <message>
            <source>About kapmonitor {version}</source>
            <translation>Acerca de kapmonitor {version}</translation>
        </message>
        <message>
            <source>About the equipment</source>
            <translation>Sobre el equipo</translation>
        </message>
        <message>
            <source>About the patient</source>
            <translation>Sobre el paciente</translation>
        </message>
        <message>
            <source>About the whole file</source>
            <translation>Sobre todo el archivo</translation>
        </message>
        <message>
            <source>Above 92 % on air</source>
            <translation>Más de 92 % con aire</translation>
        </message>
        <message>
            <source>Accept the test reading</source>
            <translation>Aceptar la lectura de prueba</translation>
        </message>
        <message>
            <source>Acknowledge</source>
            <translation>Reconocer</translation>
        </message>
        <message>
            <source>Acknowledge  A</source>
            <translation>Reconocer  A</translation>
        </message>
        <message>
            <source>Acknowledge the alarms shown</source>
            <translation>Reconocer las alarmas mostradas</translation>
        </message>
        <message>
            <source>Acknowledge, key A</source>
            <translation>Reconocer, tecla A</translation>
        </message>
        <message>
            <source>Acknowledged</source>
            <translation>Reconocida</translation>
        </message>
        <message>
            <source>Acknowledged{by}</source>
            <translation>Reconocida{by}</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Añadir</translation>
        </message>
        <message>
            <source>Add a device</source>
            <translation>Añadir un dispositivo</translation>
        </message>
        <message>
            <source>Add a person</source>
            <translation>Añadir una persona</translation>
        </message>
        <message>
            <source>Add amendment</source>
            <translation>Añadir enmienda</translation>
        </message>
        <message>
            <source>Add somebody new</source>
            <translation>Añadir a otra persona</translation>
        </message>
        <message>
            <source>Add yourself</source>
            <translation>Añadirme</translation>
        </message>
        <message>
            <source>Add {count} patients</source>
            <translation>Añadir {count} pacientes</translation>
        </message>
        <message>
            <source>Added {patient}</source>
            <translation>Añadió a {patient}</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Dirección</translation>
        </message>
        <message>
            <source>Address and emergency number are both needed.</source>
            <translation>Se necesitan la dirección y el número de emergencias.</translation>
        </message>
        <message>
            <source>Address for patients, who type it once</source>
            <translation>Dirección para pacientes, que la escriben una sola vez</translation>
        </message>
        <message>
            <source>Address for rooms</source>
            <translation>Dirección para las salas</translation>
        </message>
        <message>
            <source>Address for this session read back</source>
            <translation>Dirección de esta sesión leída en voz alta</translation>
        </message>
        <message>
            <source>Address of the patient's web page</source>
            <translation>Dirección de la página web del paciente</translation>
        </message>
        <message>
            <source>Address, read back by the patient today</source>
            <translation>Dirección, leída hoy por el paciente</translation>
        </message>
        <message>
            <source>Administrator</source>
            <translation>Administrador</translation>
        </message>
        <message>
            <source>After each session</source>
            <translation>Después de cada sesión</translation>
        </message>
        <message>
            <source>After signing, only amendments can be added.</source>
            <translation>Después de firmar solo se pueden añadir enmiendas.</translation>
        </message>
        <message>
            <source>After the hold:</source>
            <translation>Después de retenerla:</translation>
        </message>
        <message>
            <source>After the session</source>
            <translation>Después de la sesión</translation>
        </message>
        <message>
            <source>After your session</source>
            <translation>Después de su sesión</translation>
        </message>
        <message>
            <source>After-care sheet given</source>
            <translation>Hoja de cuidados entregada</translation>
        </message>
        <message>
            <source>Agitation</source>
            <translation>Agitación</translation>
        </message>
        <message>
            <source>Agreed</source>
            <translation>Acordado</translation>
        </message>
        <message>
            <source>Agreed while sober</source>
            <translation>Acordado estando sobrio</translation>
        </message>
        <message>
            <source>Agreement</source>
            <translation>Acuerdo</translation>
        </message>
        <message>
            <source>Alarm limits</source>
            <translation>Límites de alarma</translation>
        </message>
        <message>
            <source>Alarm off</source>
            <translation>Alarma desactivada</translation>
        </message>
        <message>
            <source>Alarm sound</source>
            <translation>Sonido de alarma</translation>
        </message>
        <message>
            <source>Alarm sound off</source>
            <translation>Sonido de alarma desactivado</translation>
        </message>
        <message>
            <source>Alarm sound paused</source>
            <translation>Sonido de alarma en pausa</translation>
        </message>
        <message>
            <source>Alarm sound soft</source>
            <translation>Sonido de alarma suave</translation>
        </message>
        <message>
            <source>Alarm {when} {priority}: {reason} ({seen}{did})</source>
            <translation>Alarma {when} {priority}: {reason} ({seen}{did})</translation>
        </message>
        <message>
            <source>Alarms</source>
            <translation>Alarmas</translation>
        </message>
        <message>
            <source>Alarms and answers: {count}</source>
            <translation>Alarmas y respuestas: {count}</translation>
        </message>
        <message>
            <source>Alarms and limits</source>
            <translation>Alarmas y límites</translation>
        </message>
        <message>
            <source>Alarms of medium or high priority: none</source>
            <translation>Alarmas de prioridad media o alta: ninguna</translation>
        </message>
        <message>
            <source>Alarms of this session</source>
            <translation>Alarmas de esta sesión</translation>
        </message>
        <message>
            <source>Alarms so far</source>
            <translation>Alarmas hasta ahora</translation>
        </message>
        <message>
            <source>Alarms so far and limits of this patient, or the chart</source>
            <translation>Alarmas hasta ahora y límites de este paciente, o el gráfico</translation>
        </message>
        <message>
            <source>Alarms sound on</source>
            <translation>Las alarmas suenan en</translation>
        </message>
        <message>
            <source>Alarms with their evidence</source>
            <translation>Alarmas con sus pruebas</translation>
        </message>
        <message>
            <source>All four limbs</source>
            <translation>Las cuatro extremidades</translation>
        </message>
        <message>
            <source>All presets</source>
            <translation>Todas las plantillas</translation>
        </message>
        <message>
            <source>All readings delivered. You can close.</source>
            <translation>Todas las lecturas entregadas. Puede cerrar.</translation>
        </message>
        <message>
            <source>Allowed</source>
            <translation>Permitido</translation>
        </message>
        <message>
            <source>Almost done</source>
            <translation>Ya casi está</translation>
        </message>
        <message>
            <source>Alone in a taxi or rideshare: the clinic does not allow it.</source>
            <translation>En taxi o VTC sin compañía: la clínica no lo permite.</translation>
        </message>
        <message>
            <source>Already open in another window</source>
            <translation>Ya está abierto en otra ventana</translation>
        </message>
        <message>
            <source>Already open in another window. Use that one.</source>
            <translation>Ya está abierto en otra ventana. Use esa.</translation>
        </message>
        <message>
            <source>Already taken</source>
            <translation>Ya tomada</translation>
        </message>
        <message>
            <source>Already taken…</source>
            <translation>Ya tomada…</translation>
        </message>
        <message>
            <source>Also the program, when a reading is due</source>
            <translation>También el programa, cuando toca una lectura</translation>
        </message>
        <message>
            <source>Altered body awareness or spatial orientation</source>
            <translation>Percepción alterada del cuerpo o de la orientación</translation>
        </message>
        <message>
            <source>Altered taste</source>
            <translation>Alteración del gusto</translation>
        </message>
        <message>
            <source>Always in sight: who, which plan, the devices, where alarms sound, and the clock.</source>
            <translation>Siempre a la vista: quién, qué plan, los dispositivos, dónde suenan las alarmas y el reloj.</translation>
        </message>
        <message>
            <source>Amend</source>
            <translation>Enmendar</translation>
        </message>
        <message>
            <source>Amended afterwards</source>
            <translation>Enmendado después</translation>
        </message>
        <message>
            <source>Amendment</source>
            <translation>Enmienda</translation>
        </message>
        <message>
            <source>Amendments</source>
            <translation>Enmiendas</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Cantidad</translation>
        </message>
        <message>
            <source>Amount as ordered</source>
            <translation>Cantidad según la orden</translation>
        </message>
        <message>
            <source>An administrator leaves it empty: the person is here, and types the new one.</source>
            <translation>Un administrador lo deja vacío: la persona está aquí y escribe la nueva.</translation>
        </message>
        <message>
            <source>An alarm of high priority is never off. Move its limit instead.</source>
            <translation>Una alarma de prioridad alta nunca se desactiva. Cambie su límite.</translation>
        </message>
        <message>
            <source>An alarm says the value, the limit and what to do. A acknowledges; it stays shown.</source>
            <translation>Una alarma dice el valor, el límite y qué hacer. A la reconoce; sigue a la vista.</translation>
        </message>
        <message>
            <source>An older copy of the record lies beside it: {path}</source>
            <translation>Junto al registro hay una copia anterior: {path}</translation>
        </message>
        <message>
            <source>An override needs a reason.</source>
            <translation>Una excepción necesita un motivo.</translation>
        </message>
        <message>
            <source>An override needs the name of the clinician who decided.</source>
            <translation>Una excepción necesita el nombre del clínico que decidió.</translation>
        </message>
        <message>
            <source>And {more} files before these.</source>
            <translation>Y {more} archivos anteriores a estos.</translation>
        </message>
        <message>
            <source>Another address</source>
            <translation>Otra dirección</translation>
        </message>
        <message>
            <source>Another amount or time</source>
            <translation>Otra cantidad u hora</translation>
        </message>
        <message>
            <source>Another amount or time…</source>
            <translation>Otra cantidad u hora…</translation>
        </message>
        <message>
            <source>Another button</source>
            <translation>Otro botón</translation>
        </message>
        <message>
            <source>Another connection holds this device.</source>
            <translation>Otra conexión ocupa este dispositivo.</translation>
        </message>
        <message>
            <source>Another criterion, met by yes</source>
            <translation>Otro criterio, cumplido con sí</translation>
        </message>
        <message>
            <source>Another item of the checklist</source>
            <translation>Otro punto de la lista</translation>
        </message>
        <message>
            <source>Another person</source>
            <translation>Otra persona</translation>
        </message>
        <message>
            <source>Another person: make a new patient</source>
            <translation>Otra persona: crear un paciente nuevo</translation>
        </message>
        <message>
            <source>Another reading, minutes after the dose</source>
            <translation>Otra lectura, minutos tras la dosis</translation>
        </message>
        <message>
            <source>Another screen has connected under the name of this one. End one of the two; then start this one again.</source>
            <translation>Otra pantalla se ha conectado con el nombre de esta. Cierre una de las dos y vuelva a iniciar esta.</translation>
        </message>
        <message>
            <source>Another version: update</source>
            <translation>Otra versión: actualizar</translation>
        </message>
        <message>
            <source>Another way</source>
            <translation>De otra forma</translation>
        </message>
        <message>
            <source>Answer "{met_by}".</source>
            <translation>Responda «{met_by}».</translation>
        </message>
        <message>
            <source>Answer what is open</source>
            <translation>Responder lo pendiente</translation>
        </message>
        <message>
            <source>Answered before the last dose.</source>
            <translation>Respondido antes de la última dosis.</translation>
        </message>
        <message>
            <source>Answers to the name</source>
            <translation>Responde a su nombre</translation>
        </message>
        <message>
            <source>Anxiety</source>
            <translation>Ansiedad</translation>
        </message>
        <message>
            <source>Anxiety / fear</source>
            <translation>Ansiedad / miedo</translation>
        </message>
        <message>
            <source>Arm bare, resting at heart height</source>
            <translation>Brazo descubierto, apoyado a la altura del corazón</translation>
        </message>
        <message>
            <source>As above and call for help.</source>
            <translation>Como arriba, y pida ayuda.</translation>
        </message>
        <message>
            <source>As ordered</source>
            <translation>Según la orden</translation>
        </message>
        <message>
            <source>As ordered, taken now: {amount} {unit}</source>
            <translation>Según la orden, tomada ahora: {amount} {unit}</translation>
        </message>
        <message>
            <source>As ordered: no order recorded</source>
            <translation>Según la orden: no hay orden registrada</translation>
        </message>
        <message>
            <source>As ordered: {amount} {unit}</source>
            <translation>Según la orden: {amount} {unit}</translation>
        </message>
        <message>
            <source>As steady as before the dose: some people cannot walk heel to toe when sober.</source>
            <translation>Tan estable como antes de la dosis: algunas personas no pueden caminar en tándem ni sobrias.</translation>
        </message>
        <message>
            <source>As the preset has it</source>
            <translation>Como en la plantilla</translation>
        </message>
        <message>
            <source>As the preset has them.</source>
            <translation>Como en la plantilla.</translation>
        </message>
        <message>
            <source>Ask for a secret at each start</source>
            <translation>Pedir un secreto en cada inicio</translation>
        </message>
        <message>
            <source>Ask for a test reading</source>
            <translation>Pedir una lectura de prueba</translation>
        </message>
        <message>
            <source>Ask for its readings</source>
            <translation>Pedir sus lecturas</translation>
        </message>
        <message>
            <source>Ask for the charger to be plugged in.</source>
            <translation>Pida que enchufen el cargador.</translation>
        </message>
        <message>
            <source>Ask for the check words again, or have the values read aloud.</source>
            <translation>Pida otra vez las palabras de control, o que lean los valores en voz alta.</translation>
        </message>
        <message>
            <source>Ask no more about it</source>
            <translation>No preguntar más sobre esto</translation>
        </message>
        <message>
            <source>Ask the patient about it.</source>
            <translation>Pregunte al paciente.</translation>
        </message>
        <message>
            <source>Ask them to say it; do not read it out to them.</source>
            <translation>Pida que lo diga; no se lo lea.</translation>
        </message>
        <message>
            <source>Asked for one number, the chart named a patient who does not carry it. Nothing was sent. Ask whoever runs it.</source>
            <translation>Al preguntar por un número, la historia nombró a un paciente que no lo lleva. No se envió nada. Consulte a quien la gestiona.</translation>
        </message>
        <message>
            <source>Asked for session {session} to be sent to {server}</source>
            <translation>Pidió enviar la sesión {session} a {server}</translation>
        </message>
        <message>
            <source>Asked of the patient</source>
            <translation>Pedido al paciente</translation>
        </message>
        <message>
            <source>Asking the device for its readings.</source>
            <translation>Pidiendo las lecturas al dispositivo.</translation>
        </message>
        <message>
            <source>Asking the server for a code …</source>
            <translation>Pidiendo un código al servidor …</translation>
        </message>
        <message>
            <source>Asking whether it is a {title}…</source>
            <translation>Comprobando si es un {title}…</translation>
        </message>
        <message>
            <source>Asking …</source>
            <translation>Preguntando …</translation>
        </message>
        <message>
            <source>At home</source>
            <translation>En casa</translation>
        </message>
        <message>
            <source>At least {count} characters; a few words that come to your mind only are good. Pasting from a password manager works.</source>
            <translation>Al menos {count} caracteres; sirven unas pocas palabras que solo se le ocurran a usted. Se puede pegar desde un gestor de contraseñas.</translation>
        </message>
        <message>
            <source>At least {minutes:g} minutes since the last dose</source>
            <translation>Al menos {minutes:g} minutos desde la última dosis</translation>
        </message>
        <message>
            <source>At the open gate.</source>
            <translation>Con el control abierto.</translation>
        </message>
        <message>
            <source>Average</source>
            <translation>Media</translation>
        </message>
        <message>
            <source>Awake</source>
            <translation>Despierto</translation>
        </message>
        <message>
            <source>Awake, answers readily</source>
            <translation>Despierto, responde con prontitud</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Atrás</translation>
        </message>
        <message>
            <source>Back after</source>
            <translation>De vuelta tras</translation>
        </message>
        <message>
            <source>Back at {clock}{minute}</source>
            <translation>De vuelta a las {clock}{minute}</translation>
        </message>
        <message>
            <source>Back supported, feet flat, legs uncrossed</source>
            <translation>Espalda apoyada, pies en el suelo, piernas sin cruzar</translation>
        </message>
        <message>
            <source>Back to the list</source>
            <translation>Volver a la lista</translation>
        </message>
        <message>
            <source>Back to who you are</source>
            <translation>Volver a quién es usted</translation>
        </message>
        <message>
            <source>Back to your session</source>
            <translation>Volver a su sesión</translation>
        </message>
        <message>
            <source>Back up now</source>
            <translation>Copiar ahora</translation>
        </message>
        <message>
            <source>Backup</source>
            <translation>Copia de seguridad</translation>
        </message>
        <message>
            <source>Backups by themselves are off.</source>
            <translation>Las copias automáticas están desactivadas.</translation>
        </message>
        <message>
            <source>Backups in the folder: {count}, {size} in all.</source>
            <translation>Copias en la carpeta: {count}, {size} en total.</translation>
        </message>
        <message>
            <source>Bars: cuff readings from diastolic to systolic, mean marked. Thin grey bars do not count: stored, unconfirmed or excluded. Diamonds: pulse of the cuff. Green line: heart rate, broken where there was none. Blue: SpO2, likewise. Crossed circle: missed reading. Typed: a person typed it. Tick on the axis: see What happened. Times are local.</source>
            <translation>Barras: lecturas del manguito de diastólica a sistólica, con la media marcada. Las barras grises finas no cuentan: guardadas, sin confirmar o excluidas. Rombos: pulso del manguito. Línea verde: frecuencia cardíaca, interrumpida donde no la hubo. Azul: SpO2, igual. Círculo tachado: lectura omitida. Escrita: la escribió una persona. Marca en el eje: véase Qué pasó. Las horas son locales.</translation>
        </message>
        <message>
            <source>Baseline</source>
            <translation>Basal</translation>
        </message>
        <message>
            <source>Baseline: none</source>
            <translation>Basal: ninguna</translation>
        </message>
        <message>
            <source>Baseline{kind}: {pressure}</source>
            <translation>Basal{kind}: {pressure}</translation>
        </message>
        <message>
            <source>Bathroom</source>
            <translation>Baño</translation>
        </message>
        <message>
            <source>Became {priority}: {reason}</source>
            <translation>Pasó a {priority}: {reason}</translation>
        </message>
        <message>
            <source>Becomes</source>
            <translation>Resultado</translation>
        </message>
        <message>
            <source>Before a patient is on the other end</source>
            <translation>Antes de que haya un paciente al otro extremo</translation>
        </message>
        <message>
            <source>Before the dose</source>
            <translation>Antes de la dosis</translation>
        </message>
        <message>
            <source>Before the end</source>
            <translation>Antes del final</translation>
        </message>
        <message>
            <source>Before {until}.</source>
            <translation>Antes de {until}.</translation>
        </message>
        <message>
            <source>Below 90 % with oxygen</source>
            <translation>Menos de 90 % con oxígeno</translation>
        </message>
        <message>
            <source>Benzodiazepine</source>
            <translation>Benzodiacepina</translation>
        </message>
        <message>
            <source>Benzodiazepine, sedative-hypnotic, opioid, stimulant and MAOI question answered</source>
            <translation>Respondido sobre benzodiacepinas, sedantes, opioides, estimulantes e IMAO</translation>
        </message>
        <message>
            <source>BerryMed BM1000 finger oximeter</source>
            <translation>Oxímetro de dedo BerryMed BM1000</translation>
        </message>
        <message>
            <source>Between two readings</source>
            <translation>Entre dos lecturas</translation>
        </message>
        <message>
            <source>Between two starts of the cuff</source>
            <translation>Entre dos inicios del manguito</translation>
        </message>
        <message>
            <source>Beurer BM48, BM59, BM85, Elite 900</source>
            <translation>Beurer BM48, BM59, BM85, Elite 900</translation>
        </message>
        <message>
            <source>Bladder pain / cystitis (follow-up)</source>
            <translation>Dolor de vejiga / cistitis (seguimiento)</translation>
        </message>
        <message>
            <source>Bleeding</source>
            <translation>Sangrado</translation>
        </message>
        <message>
            <source>Blood pressure</source>
            <translation>Presión arterial</translation>
        </message>
        <message>
            <source>Blood pressure above its limit, not confirmed</source>
            <translation>Presión arterial por encima de su límite, sin confirmar</translation>
        </message>
        <message>
            <source>Blood pressure against baseline</source>
            <translation>Presión arterial frente a la basal</translation>
        </message>
        <message>
            <source>Blood pressure and pulse against baseline</source>
            <translation>Presión arterial y pulso frente a la basal</translation>
        </message>
        <message>
            <source>Blood pressure comes from a cuff.</source>
            <translation>La presión arterial procede de un manguito.</translation>
        </message>
        <message>
            <source>Blood pressure near baseline or in range, {readings} readings</source>
            <translation>Presión arterial cerca de la basal o en rango, {readings} lecturas</translation>
        </message>
        <message>
            <source>Blood pressure, mmHg</source>
            <translation>Presión arterial, mmHg</translation>
        </message>
        <message>
            <source>Blood pressure: no reading yet</source>
            <translation>Presión arterial: todavía sin lectura</translation>
        </message>
        <message>
            <source>Bluetooth blood-pressure cuff (standard profile)</source>
            <translation>Manguito de presión arterial Bluetooth (perfil estándar)</translation>
        </message>
        <message>
            <source>Bluetooth cuff</source>
            <translation>Manguito Bluetooth</translation>
        </message>
        <message>
            <source>Bluetooth heart-rate sensor (standard profile)</source>
            <translation>Sensor de frecuencia cardíaca Bluetooth (perfil estándar)</translation>
        </message>
        <message>
            <source>Bluetooth is not available on this computer: no adapter, no Bluetooth service, or Bluetooth is switched off. Switch it on, or plug in an adapter.</source>
            <translation>Este ordenador no dispone de Bluetooth: no hay adaptador, no hay servicio de Bluetooth o está apagado. Enciéndalo o conecte un adaptador.</translation>
        </message>
        <message>
            <source>Bluetooth is on.</source>
            <translation>El Bluetooth está encendido.</translation>
        </message>
        <message>
            <source>Bluetooth is switched off. Switch it on.</source>
            <translation>El Bluetooth está apagado. Enciéndalo.</translation>
        </message>
        <message>
            <source>Bluetooth pulse oximeter (standard profile)</source>
            <translation>Pulsioxímetro Bluetooth (perfil estándar)</translation>
        </message>
        <message>
            <source>Bluetooth, in reach now</source>
            <translation>Bluetooth, al alcance ahora</translation>
        </message>
        <message>
            <source>Blurred vision</source>
            <translation>Visión borrosa</translation>
        </message>
        <message>
            <source>Booster</source>
            <translation>Refuerzo</translation>
        </message>
        <message>
            <source>Booster allowed</source>
            <translation>Se permite refuerzo</translation>
        </message>
        <message>
            <source>Booster amount</source>
            <translation>Cantidad de refuerzo</translation>
        </message>
        <message>
            <source>Booster {words}</source>
            <translation>Refuerzo {words}</translation>
        </message>
        <message>
            <source>Booster: another amount or time</source>
            <translation>Refuerzo: otra cantidad u hora</translation>
        </message>
        <message>
            <source>Booster: clear</source>
            <translation>Refuerzo: libre</translation>
        </message>
        <message>
            <source>Born</source>
            <translation>Nacimiento</translation>
        </message>
        <message>
            <source>Born in the future.</source>
            <translation>Nace en el futuro.</translation>
        </message>
        <message>
            <source>Both</source>
            <translation>Ambas</translation>
        </message>
        <message>
            <source>Breathes deeply and coughs</source>
            <translation>Respira hondo y tose</translation>
        </message>
        <message>
            <source>Breathing</source>
            <translation>Respiración</translation>
        </message>
        <message>
            <source>Breathing quiet and regular</source>
            <translation>Respiración tranquila y regular</translation>
        </message>
        <message>
            <source>Breathing seen</source>
            <translation>Respiración observada</translation>
        </message>
        <message>
            <source>Breathing seen, mouth clear</source>
            <translation>Respiración vista, boca vacía</translation>
        </message>
        <message>
            <source>Breathing seen, mouth clear, key V</source>
            <translation>Respiración vista, boca vacía, tecla V</translation>
        </message>
        <message>
            <source>Breathlessness</source>
            <translation>Falta de aire</translation>
        </message>
        <message>
            <source>Broker ok</source>
            <translation>Servidor conectado</translation>
        </message>
        <message>
            <source>Brought in a file ({kind}): {taken} taken, {left_out} left out</source>
            <translation>Incorporó un archivo ({kind}): {taken} incorporados, {left_out} omitidos</translation>
        </message>
        <message>
            <source>Buttons</source>
            <translation>Botones</translation>
        </message>
        <message>
            <source>By keyboard: hold for one second</source>
            <translation>Con el teclado: mantener un segundo</translation>
        </message>
        <message>
            <source>By keyboard: hold {key} one second</source>
            <translation>Con el teclado: mantenga {key} un segundo</translation>
        </message>
        <message>
            <source>By light only</source>
            <translation>Solo con luz</translation>
        </message>
        <message>
            <source>By light only, as chosen.</source>
            <translation>Solo con luz, según lo elegido.</translation>
        </message>
        <message>
            <source>By schedule only where clinic and patient agreed to it in that session.</source>
            <translation>Por horario solo donde la clínica y el paciente lo acordaron en esa sesión.</translation>
        </message>
        <message>
            <source>By the record: {words}. Take it</source>
            <translation>Según el registro: {words}. Tomarlo</translation>
        </message>
        <message>
            <source>CSV readings</source>
            <translation>Lecturas CSV</translation>
        </message>
        <message>
            <source>CUFF GONE {lasts}</source>
            <translation>SIN MANGUITO {lasts}</translation>
        </message>
        <message>
            <source>Call for help answered by {by}.</source>
            <translation>Petición de ayuda atendida por {by}.</translation>
        </message>
        <message>
            <source>Call logged…</source>
            <translation>Llamada hecha…</translation>
        </message>
        <message>
            <source>Call me, please.</source>
            <translation>Llámeme, por favor.</translation>
        </message>
        <message>
            <source>Call the patient by phone.</source>
            <translation>Llame al paciente por teléfono.</translation>
        </message>
        <message>
            <source>Call the patient, then the chaperone, then emergency services at the stored address.</source>
            <translation>Llame al paciente, luego a la persona de apoyo y luego a emergencias para la dirección guardada.</translation>
        </message>
        <message>
            <source>Call the patient. Make a new code, and read it to the patient alone.</source>
            <translation>Llame al paciente. Haga un código nuevo y léaselo solo al paciente.</translation>
        </message>
        <message>
            <source>Call the prescriber, {prescriber_phone}.</source>
            <translation>Llame al prescriptor, {prescriber_phone}.</translation>
        </message>
        <message>
            <source>Call the prescriber.</source>
            <translation>Llame al prescriptor.</translation>
        </message>
        <message>
            <source>Call your local emergency number at once for</source>
            <translation>Llame de inmediato al número de emergencias local si hay</translation>
        </message>
        <message>
            <source>Call {number} at once for</source>
            <translation>Llame de inmediato al {number} si hay</translation>
        </message>
        <message>
            <source>Call-back time agreed</source>
            <translation>Hora de llamada acordada</translation>
        </message>
        <message>
            <source>Call: {to}, {result}</source>
            <translation>Llamada: {to}, {result}</translation>
        </message>
        <message>
            <source>Called emergency</source>
            <translation>Se llamó a emergencias</translation>
        </message>
        <message>
            <source>Called prescriber</source>
            <translation>Se llamó al prescriptor</translation>
        </message>
        <message>
            <source>Called {whom}: {result}</source>
            <translation>Se llamó a {whom}: {result}</translation>
        </message>
        <message>
            <source>Calling your therapist…</source>
            <translation>Llamando a su terapeuta…</translation>
        </message>
        <message>
            <source>Calls sound on</source>
            <translation>Las llamadas suenan en</translation>
        </message>
        <message>
            <source>Calls: {calls}</source>
            <translation>Llamadas: {calls}</translation>
        </message>
        <message>
            <source>Camera off at {time}.</source>
            <translation>Cámara apagada a las {time}.</translation>
        </message>
        <message>
            <source>Camera shows the patient; backup channel agreed</source>
            <translation>La cámara muestra al paciente; canal alternativo acordado</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Cannot be reached from here: backups on other disks, printed reports, what was copied to a clipboard, and files that were saved. Destroy them where they are.</source>
            <translation>Fuera de alcance desde aquí: copias de seguridad en otros discos, informes impresos, lo copiado al portapapeles y los archivos guardados. Destrúyalos donde estén.</translation>
        </message>
        <message>
            <source>Cannot reach the clinic. Open any web page: if none comes, the internet is off here; if one comes, tell your therapist. Then connect again.</source>
            <translation>No se puede llegar a la clínica. Abra cualquier página web: si no aparece, aquí no hay internet; si aparece, avise a su terapeuta. Luego conecte de nuevo.</translation>
        </message>
        <message>
            <source>Cannot save. Tell your therapist.</source>
            <translation>No se puede guardar. Dígaselo a su terapeuta.</translation>
        </message>
        <message>
            <source>Caps Lock seems to be on.</source>
            <translation>Parece que Bloq Mayús está activado.</translation>
        </message>
        <message>
            <source>Care transferred</source>
            <translation>Traslado a otra atención</translation>
        </message>
        <message>
            <source>Care transferred…</source>
            <translation>Traslado a otra atención…</translation>
        </message>
        <message>
            <source>Ceilings for one patient's limits</source>
            <translation>Máximos para los límites de un paciente</translation>
        </message>
        <message>
            <source>Certificate and key belong together: name both, or neither.</source>
            <translation>Certificado y clave van juntos: indique ambos, o ninguno.</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Cambiar</translation>
        </message>
        <message>
            <source>Change between room light and day, key F9</source>
            <translation>Cambiar entre luz de sala y día, tecla F9</translation>
        </message>
        <message>
            <source>Change its batteries before the next reading.</source>
            <translation>Cambie sus pilas antes de la próxima lectura.</translation>
        </message>
        <message>
            <source>Change order</source>
            <translation>Cambiar la orden</translation>
        </message>
        <message>
            <source>Change the record's key</source>
            <translation>Cambiar la clave del registro</translation>
        </message>
        <message>
            <source>Change this preset</source>
            <translation>Cambiar esta plantilla</translation>
        </message>
        <message>
            <source>Change who takes over</source>
            <translation>Cambiar quién se hace cargo</translation>
        </message>
        <message>
            <source>Change {name}</source>
            <translation>Cambiar a {name}</translation>
        </message>
        <message>
            <source>Change: {limit}</source>
            <translation>Cambiar: {limit}</translation>
        </message>
        <message>
            <source>Change: {question}</source>
            <translation>Cambiar: {question}</translation>
        </message>
        <message>
            <source>Changed</source>
            <translation>Cambiado</translation>
        </message>
        <message>
            <source>Changed from the original</source>
            <translation>Cambiado respecto al original</translation>
        </message>
        <message>
            <source>Changed {name}: {before} → {after}</source>
            <translation>Cambió {name}: {before} → {after}</translation>
        </message>
        <message>
            <source>Change…</source>
            <translation>Cambiar…</translation>
        </message>
        <message>
            <source>Chaperone</source>
            <translation>Persona de apoyo</translation>
        </message>
        <message>
            <source>Chaperone (18 or older) is there; name and phone confirmed by voice</source>
            <translation>Persona de apoyo (18 años o más) presente; nombre y teléfono confirmados de viva voz</translation>
        </message>
        <message>
            <source>Chaperone came at</source>
            <translation>La persona de apoyo llegó a las</translation>
        </message>
        <message>
            <source>Chaperone stays until the patient is alert, moving safely and comfortable alone</source>
            <translation>La persona de apoyo se queda hasta que el paciente esté alerta, se mueva con seguridad y esté cómodo solo</translation>
        </message>
        <message>
            <source>Chaperone {name}</source>
            <translation>Persona de apoyo {name}</translation>
        </message>
        <message>
            <source>Chart of the session</source>
            <translation>Gráfico de la sesión</translation>
        </message>
        <message>
            <source>Chart of {count} readings. Newest {words}.</source>
            <translation>Gráfico de {count} lecturas. La más reciente {words}.</translation>
        </message>
        <message>
            <source>Chart system</source>
            <translation>Historia clínica</translation>
        </message>
        <message>
            <source>Chart: no reading yet.</source>
            <translation>Gráfico: todavía sin lectura.</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>Comprobar</translation>
        </message>
        <message>
            <source>Check again</source>
            <translation>Comprobar otra vez</translation>
        </message>
        <message>
            <source>Check missed</source>
            <translation>Comprobación omitida</translation>
        </message>
        <message>
            <source>Check probe, reposition head, rouse.</source>
            <translation>Revise el sensor, recoloque la cabeza, despierte al paciente.</translation>
        </message>
        <message>
            <source>Check signed by {name}</source>
            <translation>Revisión firmada por {name}</translation>
        </message>
        <message>
            <source>Check that it is switched on and near.</source>
            <translation>Compruebe que está encendido y cerca.</translation>
        </message>
        <message>
            <source>Check the computer's clock. Times since dose are not affected.</source>
            <translation>Compruebe el reloj del ordenador. Los tiempos desde la dosis no cambian.</translation>
        </message>
        <message>
            <source>Check the cuff and repeat. The last value stays old.</source>
            <translation>Revise el manguito y repita. El último valor sigue marcado como antiguo.</translation>
        </message>
        <message>
            <source>Check the telehealth server</source>
            <translation>Comprobar el servidor de telesalud</translation>
        </message>
        <message>
            <source>Check this computer again</source>
            <translation>Comprobar otra vez este ordenador</translation>
        </message>
        <message>
            <source>Check words</source>
            <translation>Palabras de comprobación</translation>
        </message>
        <message>
            <source>Checked patient</source>
            <translation>Paciente comprobado</translation>
        </message>
        <message>
            <source>Checking …</source>
            <translation>Comprobando …</translation>
        </message>
        <message>
            <source>Checklist</source>
            <translation>Lista de comprobación</translation>
        </message>
        <message>
            <source>Chest pain or pressure</source>
            <translation>Dolor u opresión en el pecho</translation>
        </message>
        <message>
            <source>Chills / feeling cold</source>
            <translation>Escalofríos / sensación de frío</translation>
        </message>
        <message>
            <source>Choking / aspiration</source>
            <translation>Atragantamiento / aspiración</translation>
        </message>
        <message>
            <source>Choose a protocol preset.</source>
            <translation>Elija una plantilla de protocolo.</translation>
        </message>
        <message>
            <source>Choose an entry</source>
            <translation>Elija una entrada</translation>
        </message>
        <message>
            <source>Choose how the patient leaves.</source>
            <translation>Elija cómo se va el paciente.</translation>
        </message>
        <message>
            <source>Choose office or telehealth.</source>
            <translation>Elija consulta o telesalud.</translation>
        </message>
        <message>
            <source>Choose one that only you hear, never the one that plays the music.</source>
            <translation>Elija una que solo oiga usted, nunca la que reproduce la música.</translation>
        </message>
        <message>
            <source>Choose the kind of device and give its address.</source>
            <translation>Elija el tipo de dispositivo e indique su dirección.</translation>
        </message>
        <message>
            <source>Choose the setting first</source>
            <translation>Elija primero el entorno</translation>
        </message>
        <message>
            <source>Choose what is on it, or find out.</source>
            <translation>Elija qué hay conectado, o averígüelo.</translation>
        </message>
        <message>
            <source>Choose what it is</source>
            <translation>Elija qué es</translation>
        </message>
        <message>
            <source>Choose what the amendment is, and which entry it is about.</source>
            <translation>Elija qué es la enmienda y a qué entrada se refiere.</translation>
        </message>
        <message>
            <source>Choose who signs.</source>
            <translation>Elija quién firma.</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Elija…</translation>
        </message>
        <message>
            <source>Clear{until}: {values} is within the limits</source>
            <translation>Libre{until}: {values} está dentro de los límites</translation>
        </message>
        <message>
            <source>Clinic</source>
            <translation>Clínica</translation>
        </message>
        <message>
            <source>Clinic's address: {server}</source>
            <translation>Dirección de la clínica: {server}</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>Reloj</translation>
        </message>
        <message>
            <source>Clock misread</source>
            <translation>Reloj mal leído</translation>
        </message>
        <message>
            <source>Clocks</source>
            <translation>Relojes</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
        <message>
            <source>Close  ?</source>
            <translation>Cerrar  ?</translation>
        </message>
        <message>
            <source>Close anyway</source>
            <translation>Cerrar de todos modos</translation>
        </message>
        <message>
            <source>Close posture, arm and cuff</source>
            <translation>Cerrar postura, brazo y manguito</translation>
        </message>
        <message>
            <source>Close the keys, key ?</source>
            <translation>Cerrar las teclas, tecla ?</translation>
        </message>
        <message>
            <source>Close the link's details</source>
            <translation>Cerrar los detalles del enlace</translation>
        </message>
        <message>
            <source>Close the order to read</source>
            <translation>Cerrar la orden para leer</translation>
        </message>
        <message>
            <source>Close the person</source>
            <translation>Cerrar la persona</translation>
        </message>
        <message>
            <source>Close the scores</source>
            <translation>Cerrar las puntuaciones</translation>
        </message>
        <message>
            <source>Close the session</source>
            <translation>Cerrar la sesión</translation>
        </message>
        <message>
            <source>Close without a dose</source>
            <translation>Cerrar sin dosis</translation>
        </message>
        <message>
            <source>Close without a dose…</source>
            <translation>Cerrar sin dosis…</translation>
        </message>
        <message>
            <source>Close {score}</source>
            <translation>Cerrar {score}</translation>
        </message>
        <message>
            <source>Code to read aloud</source>
            <translation>Código para leer en voz alta</translation>
        </message>
        <message>
            <source>Compare every digit. Without an answer in about 25 seconds nothing is paired. If the cuff shows another number, or none, answer No: another device may have answered.</source>
            <translation>Compare cada cifra. Sin respuesta en unos 25 segundos no se vincula nada. Si el manguito muestra otro número, o ninguno, responda No: puede haber respondido otro dispositivo.</translation>
        </message>
        <message>
            <source>Compare the six digits with those that the device shows.</source>
            <translation>Compare las seis cifras con las que muestra el dispositivo.</translation>
        </message>
        <message>
            <source>Compare two identifiers with the patient who is there, and say which two.</source>
            <translation>Compare dos identificadores con el paciente presente y diga cuáles dos.</translation>
        </message>
        <message>
            <source>Compare two identifiers with the patient who is there, and say which.</source>
            <translation>Compare dos identificadores con el paciente presente y diga cuáles.</translation>
        </message>
        <message>
            <source>Compare with what the patient's cuff shows. Both are kept.</source>
            <translation>Compare con lo que muestra el manguito del paciente. Se conservan los dos.</translation>
        </message>
        <message>
            <source>Compared with the patient:</source>
            <translation>Comparado con el paciente:</translation>
        </message>
        <message>
            <source>Computer battery 28 %</source>
            <translation>Batería del ordenador al 28 %</translation>
        </message>
        <message>
            <source>Computer battery {battery_percent:.0f} %</source>
            <translation>Batería del ordenador {battery_percent:.0f} %</translation>
        </message>
        <message>
            <source>Computer, isolated adapter, serial cable and monitor, in this order</source>
            <translation>Ordenador, adaptador aislado, cable serie y monitor, en este orden</translation>
        </message>
        <message>
            <source>Confirm: {label}</source>
            <translation>Confirmar: {label}</translation>
        </message>
        <message>
            <source>Confirm: {words}</source>
            <translation>Confirmar: {words}</translation>
        </message>
        <message>
            <source>Confirmed, {priority}: {reason}</source>
            <translation>Confirmada, {priority}: {reason}</translation>
        </message>
        <message>
            <source>Confusion</source>
            <translation>Confusión</translation>
        </message>
        <message>
            <source>Confusion that is getting worse</source>
            <translation>Confusión que empeora</translation>
        </message>
        <message>
            <source>Connect</source>
            <translation>Conectar</translation>
        </message>
        <message>
            <source>Connect a cuff…</source>
            <translation>Conectar un manguito…</translation>
        </message>
        <message>
            <source>Connect it, or choose another.</source>
            <translation>Conéctela o elija otra.</translation>
        </message>
        <message>
            <source>Connect the patient's side, or read aloud and type.</source>
            <translation>Conecte el lado del paciente, o que lean en voz alta y teclee.</translation>
        </message>
        <message>
            <source>Connect to it, or find out whether something else is on this cable now.</source>
            <translation>Conéctese, o averigüe si ahora hay otra cosa en este cable.</translation>
        </message>
        <message>
            <source>Connected to your therapist</source>
            <translation>Con conexión a su terapeuta</translation>
        </message>
        <message>
            <source>Connected to {therapist}</source>
            <translation>Con conexión a {therapist}</translation>
        </message>
        <message>
            <source>Connected, a little slow. Nothing to do.</source>
            <translation>Conectado, algo lento. No hay nada que hacer.</translation>
        </message>
        <message>
            <source>Connected. Asking for its readings</source>
            <translation>Conectado. Pidiendo sus lecturas</translation>
        </message>
        <message>
            <source>Connected. Take a test reading on the device now.</source>
            <translation>Conectado. Haga ahora una lectura de prueba en el dispositivo.</translation>
        </message>
        <message>
            <source>Connecting</source>
            <translation>Conectando</translation>
        </message>
        <message>
            <source>Connecting to your cuff</source>
            <translation>Conectando con su manguito</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>Conectando…</translation>
        </message>
        <message>
            <source>Connection</source>
            <translation>Conexión</translation>
        </message>
        <message>
            <source>Constipation</source>
            <translation>Estreñimiento</translation>
        </message>
        <message>
            <source>Contec CMS50D+ finger oximeter</source>
            <translation>Oxímetro de dedo Contec CMS50D+</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Copiado</translation>
        </message>
        <message>
            <source>Copied the note of session {session}</source>
            <translation>Copió la nota de la sesión {session}</translation>
        </message>
        <message>
            <source>Copied. Send it to the patient alone. It works once, while the bar runs.</source>
            <translation>Copiado. Envíelo solo al paciente. Sirve una vez, mientras corre la barra.</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copiar</translation>
        </message>
        <message>
            <source>Copy note</source>
            <translation>Copiar nota</translation>
        </message>
        <message>
            <source>Copy the link</source>
            <translation>Copiar el enlace</translation>
        </message>
        <message>
            <source>Copy this preset</source>
            <translation>Copiar esta plantilla</translation>
        </message>
        <message>
            <source>Copy. {about}</source>
            <translation>Copiar. {about}</translation>
        </message>
        <message>
            <source>Copy…</source>
            <translation>Copiar…</translation>
        </message>
        <message>
            <source>Correct a dose</source>
            <translation>Corregir una dosis</translation>
        </message>
        <message>
            <source>Correct a dose: time, amount, or never given</source>
            <translation>Corregir una dosis: hora, cantidad o no administrada</translation>
        </message>
        <message>
            <source>Correct a dose…</source>
            <translation>Corregir una dosis…</translation>
        </message>
        <message>
            <source>Correct a slip of the pen only. What was there before stays in the record.</source>
            <translation>Corrija solo un error de escritura. Lo anterior permanece en el registro.</translation>
        </message>
        <message>
            <source>Correct the dose instead: what follows from it is then reckoned anew.</source>
            <translation>Corrija la dosis en su lugar: lo que se deriva de ella se calculará de nuevo.</translation>
        </message>
        <message>
            <source>Correct this patient's data</source>
            <translation>Corregir los datos de este paciente</translation>
        </message>
        <message>
            <source>Corrected</source>
            <translation>Corregido</translation>
        </message>
        <message>
            <source>Corrected here.</source>
            <translation>Corregida aquí.</translation>
        </message>
        <message>
            <source>Corrected the data of {patient}</source>
            <translation>Corrigió los datos de {patient}</translation>
        </message>
        <message>
            <source>Correct…</source>
            <translation>Corregir…</translation>
        </message>
        <message>
            <source>Count it in the baseline</source>
            <translation>Contarla en la basal</translation>
        </message>
        <message>
            <source>Countersign</source>
            <translation>Contrafirmar</translation>
        </message>
        <message>
            <source>Course of this patient</source>
            <translation>Curso de este paciente</translation>
        </message>
        <message>
            <source>Course of {who}</source>
            <translation>Curso de {who}</translation>
        </message>
        <message>
            <source>Craving, extra doses or misuse (follow-up)</source>
            <translation>Ansia, dosis extra o mal uso (seguimiento)</translation>
        </message>
        <message>
            <source>Criteria not met: {unmet}</source>
            <translation>Criterios no cumplidos: {unmet}</translation>
        </message>
        <message>
            <source>Crying</source>
            <translation>Llanto</translation>
        </message>
        <message>
            <source>Cuff</source>
            <translation>Manguito</translation>
        </message>
        <message>
            <source>Cuff not found, check its cable</source>
            <translation>No se encuentra el manguito, revise su cable</translation>
        </message>
        <message>
            <source>Cuff not found, press its button</source>
            <translation>No se encuentra el manguito, pulse su botón</translation>
        </message>
        <message>
            <source>Cuff on</source>
            <translation>Manguito en</translation>
        </message>
        <message>
            <source>Cuff paired and tested, or numbers will be read aloud</source>
            <translation>Manguito vinculado y probado, o los números se leerán en voz alta</translation>
        </message>
        <message>
            <source>Cuff pressure</source>
            <translation>Presión del manguito</translation>
        </message>
        <message>
            <source>Cuff size</source>
            <translation>Talla del manguito</translation>
        </message>
        <message>
            <source>Cuff that the program can start</source>
            <translation>Manguito que el programa puede iniciar</translation>
        </message>
        <message>
            <source>Cuff two fingers above the elbow</source>
            <translation>Manguito dos dedos por encima del codo</translation>
        </message>
        <message>
            <source>Cuff {pressure:.0f} mmHg</source>
            <translation>Manguito {pressure:.0f} mmHg</translation>
        </message>
        <message>
            <source>Cuff's pulse</source>
            <translation>Pulso del manguito</translation>
        </message>
        <message>
            <source>Cuff, blue room</source>
            <translation>Manguito, sala azul</translation>
        </message>
        <message>
            <source>Darker screen</source>
            <translation>Pantalla más oscura</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>Datos</translation>
        </message>
        <message>
            <source>Data folder</source>
            <translation>Carpeta de datos</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Fecha</translation>
        </message>
        <message>
            <source>Date and time</source>
            <translation>Fecha y hora</translation>
        </message>
        <message>
            <source>Date of birth</source>
            <translation>Fecha de nacimiento</translation>
        </message>
        <message>
            <source>Dates are read as {order}: row {row} proves it.</source>
            <translation>Las fechas se leen como {order}: la fila {row} lo demuestra.</translation>
        </message>
        <message>
            <source>Day, month, year</source>
            <translation>Día, mes, año</translation>
        </message>
        <message>
            <source>Day: bright</source>
            <translation>Día: claro</translation>
        </message>
        <message>
            <source>Decided by</source>
            <translation>Decidido por</translation>
        </message>
        <message>
            <source>Deviation</source>
            <translation>Desviación</translation>
        </message>
        <message>
            <source>Deviation: {each}</source>
            <translation>Desviación: {each}</translation>
        </message>
        <message>
            <source>Deviation: {gone}</source>
            <translation>Desviación: {gone}</translation>
        </message>
        <message>
            <source>Deviations: {deviations}</source>
            <translation>Desviaciones: {deviations}</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Dispositivo</translation>
        </message>
        <message>
            <source>Device lot number</source>
            <translation>Número de lote del dispositivo</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Dispositivos</translation>
        </message>
        <message>
            <source>Devices and sound</source>
            <translation>Dispositivos y sonido</translation>
        </message>
        <message>
            <source>Diarrhoea</source>
            <translation>Diarrea</translation>
        </message>
        <message>
            <source>Diastolic</source>
            <translation>Diastólica</translation>
        </message>
        <message>
            <source>Diastolic rise</source>
            <translation>Ascenso diastólico</translation>
        </message>
        <message>
            <source>Diastolic, high</source>
            <translation>Diastólica, alta</translation>
        </message>
        <message>
            <source>Did you hear the tone, and the patient not?</source>
            <translation>¿Oyó usted el tono, y el paciente no?</translation>
        </message>
        <message>
            <source>Discharge</source>
            <translation>Alta</translation>
        </message>
        <message>
            <source>Discharge at the earliest {minimum_observation_min:g} min after the last dose.</source>
            <translation>Alta no antes de {minimum_observation_min:g} min desde la última dosis.</translation>
        </message>
        <message>
            <source>Discharge check</source>
            <translation>Revisión del alta</translation>
        </message>
        <message>
            <source>Discharge: 1 item open</source>
            <translation>Alta: 1 pendiente</translation>
        </message>
        <message>
            <source>Discharge: {count} items open</source>
            <translation>Alta: {count} pendientes</translation>
        </message>
        <message>
            <source>Discharged</source>
            <translation>Alta</translation>
        </message>
        <message>
            <source>Discharged by override</source>
            <translation>Alta por excepción</translation>
        </message>
        <message>
            <source>Discharged by override, {clinician}: {reason}</source>
            <translation>Alta por excepción, {clinician}: {reason}</translation>
        </message>
        <message>
            <source>Discharged over open criteria</source>
            <translation>Alta con criterios abiertos</translation>
        </message>
        <message>
            <source>Discharged {minutes:.0f} min before the minimum time was over.</source>
            <translation>Alta {minutes:.0f} min antes de cumplirse el tiempo mínimo.</translation>
        </message>
        <message>
            <source>Dissociation</source>
            <translation>Disociación</translation>
        </message>
        <message>
            <source>Dissociation / dreamlike detachment</source>
            <translation>Disociación / distancia onírica</translation>
        </message>
        <message>
            <source>Distress</source>
            <translation>Malestar</translation>
        </message>
        <message>
            <source>Distress no higher than before the session</source>
            <translation>Malestar no mayor que antes de la sesión</translation>
        </message>
        <message>
            <source>Distress now, 0 to 10</source>
            <translation>Malestar ahora, 0 a 10</translation>
        </message>
        <message>
            <source>Distress, 0 to 10</source>
            <translation>Malestar, 0 a 10</translation>
        </message>
        <message>
            <source>Dizziness</source>
            <translation>Mareo</translation>
        </message>
        <message>
            <source>Do not drive</source>
            <translation>No conduzca</translation>
        </message>
        <message>
            <source>Do not rely on it as the only means of watching a patient. Check readings on the device itself.</source>
            <translation>No confíe en él como único medio de vigilar a un paciente. Compruebe las lecturas en el propio dispositivo.</translation>
        </message>
        <message>
            <source>Do not retire</source>
            <translation>No dar de baja</translation>
        </message>
        <message>
            <source>Do not wait longer</source>
            <translation>No esperar más</translation>
        </message>
        <message>
            <source>Document with picture</source>
            <translation>Documento con foto</translation>
        </message>
        <message>
            <source>Does not answer</source>
            <translation>No responde</translation>
        </message>
        <message>
            <source>Does the cuff show the same number?</source>
            <translation>¿Muestra el manguito el mismo número?</translation>
        </message>
        <message>
            <source>Does your therapist see the same two? Then your session goes on.</source>
            <translation>¿Ve su terapeuta las mismas dos? Entonces su sesión continúa.</translation>
        </message>
        <message>
            <source>Done in the room.</source>
            <translation>Hecho en la sala.</translation>
        </message>
        <message>
            <source>Dose</source>
            <translation>Dosis</translation>
        </message>
        <message>
            <source>Dose corrected{by}: {changed}. {reason}</source>
            <translation>Dosis corregida{by}: {changed}. {reason}</translation>
        </message>
        <message>
            <source>Dose is locked until the baseline is complete</source>
            <translation>La dosis está bloqueada hasta completar la basal</translation>
        </message>
        <message>
            <source>Dose recorded in error{by}: {dose} at {time} was never given. {reason}</source>
            <translation>Dosis registrada por error{by}: {dose} a las {time} nunca se administró. {reason}</translation>
        </message>
        <message>
            <source>Dose units counted on camera and witnessed</source>
            <translation>Unidades de dosis contadas ante la cámara y con testigo</translation>
        </message>
        <message>
            <source>Dose, first device at</source>
            <translation>Dosis, primer dispositivo a las</translation>
        </message>
        <message>
            <source>Dose…</source>
            <translation>Dosis…</translation>
        </message>
        <message>
            <source>Double vision</source>
            <translation>Visión doble</translation>
        </message>
        <message>
            <source>Doubt</source>
            <translation>Duda</translation>
        </message>
        <message>
            <source>Drank, and passed water</source>
            <translation>Bebió y orinó</translation>
        </message>
        <message>
            <source>Draw anew</source>
            <translation>Dibujar de nuevo</translation>
        </message>
        <message>
            <source>Drawing</source>
            <translation>Dibujo</translation>
        </message>
        <message>
            <source>Drives today</source>
            <translation>Conduce hoy</translation>
        </message>
        <message>
            <source>Driving: {driving}</source>
            <translation>Conducción: {driving}</translation>
        </message>
        <message>
            <source>Drug</source>
            <translation>Fármaco</translation>
        </message>
        <message>
            <source>Drug and unit are missing.</source>
            <translation>Faltan el fármaco y la unidad.</translation>
        </message>
        <message>
            <source>Dry mouth</source>
            <translation>Boca seca</translation>
        </message>
        <message>
            <source>Due then, not taken: the time of the dose was not known.</source>
            <translation>Tocaba entonces y no se tomó: no se sabía la hora de la dosis.</translation>
        </message>
        <message>
            <source>During the session you need not touch anything here.</source>
            <translation>Durante la sesión no necesita tocar nada aquí.</translation>
        </message>
        <message>
            <source>Each number has its age and its source. One that is too old turns grey.</source>
            <translation>Cada número tiene su antigüedad y su origen. El demasiado antiguo se vuelve gris.</translation>
        </message>
        <message>
            <source>Each start on this computer asks for a secret, or the recovery key.</source>
            <translation>Cada inicio en este ordenador pide un secreto o la clave de recuperación.</translation>
        </message>
        <message>
            <source>Earliest discharge would become {become}.</source>
            <translation>La hora mínima de alta pasaría a ser {become}.</translation>
        </message>
        <message>
            <source>Elevated or manic mood</source>
            <translation>Ánimo elevado o maníaco</translation>
        </message>
        <message>
            <source>Eleven digits. You can also paste the link that you were sent.</source>
            <translation>Once cifras. También puede pegar el enlace que le enviaron.</translation>
        </message>
        <message>
            <source>Emergency</source>
            <translation>Emergencias</translation>
        </message>
        <message>
            <source>Emergency access</source>
            <translation>Acceso de emergencia</translation>
        </message>
        <message>
            <source>Emergency access by {name}: {reason}</source>
            <translation>Acceso de emergencia de {name}: {reason}</translation>
        </message>
        <message>
            <source>Emergency access needs your name and a reason.</source>
            <translation>El acceso de emergencia necesita su nombre y un motivo.</translation>
        </message>
        <message>
            <source>Emergency access, not yet seen</source>
            <translation>Acceso de emergencia, aún no visto</translation>
        </message>
        <message>
            <source>Emergency access…</source>
            <translation>Acceso de emergencia…</translation>
        </message>
        <message>
            <source>Emergency contact</source>
            <translation>Contacto de emergencia</translation>
        </message>
        <message>
            <source>Emergency contact confirmed</source>
            <translation>Contacto de emergencia confirmado</translation>
        </message>
        <message>
            <source>Emergency number for that address checked</source>
            <translation>Número de emergencias de esa dirección comprobado</translation>
        </message>
        <message>
            <source>Emergency number here</source>
            <translation>Número de emergencias de aquí</translation>
        </message>
        <message>
            <source>Emergency number there</source>
            <translation>Número de emergencias del lugar</translation>
        </message>
        <message>
            <source>Emergency services</source>
            <translation>Emergencias</translation>
        </message>
        <message>
            <source>Emergency services; then prescriber.</source>
            <translation>Emergencias; luego el prescriptor.</translation>
        </message>
        <message>
            <source>Empty bladder; half an hour since coffee, tobacco or exercise</source>
            <translation>Vejiga vacía; media hora desde café, tabaco o ejercicio</translation>
        </message>
        <message>
            <source>Empty: as the preset says. A preset that asks for more wins.</source>
            <translation>Vacío: como dice la plantilla. Gana la plantilla que pide más.</translation>
        </message>
        <message>
            <source>Encrypt the record now</source>
            <translation>Cifrar el registro ahora</translation>
        </message>
        <message>
            <source>Encryption</source>
            <translation>Cifrado</translation>
        </message>
        <message>
            <source>End</source>
            <translation>Fin</translation>
        </message>
        <message>
            <source>End of the telehealth link</source>
            <translation>Fin del enlace de telesalud</translation>
        </message>
        <message>
            <source>End the simulation</source>
            <translation>Terminar la simulación</translation>
        </message>
        <message>
            <source>End with an override</source>
            <translation>Terminar con una excepción</translation>
        </message>
        <message>
            <source>Ended as</source>
            <translation>Terminó como</translation>
        </message>
        <message>
            <source>Ended without a dose</source>
            <translation>Terminada sin dosis</translation>
        </message>
        <message>
            <source>Ended {time}: {outcome}.</source>
            <translation>Terminada {time}: {outcome}.</translation>
        </message>
        <message>
            <source>Enough</source>
            <translation>Basta</translation>
        </message>
        <message>
            <source>Enrolled</source>
            <translation>Inscrito</translation>
        </message>
        <message>
            <source>Enter: one room · A: acknowledge · M: message · S: heard · Esc: close · F9: room light or day</source>
            <translation>Intro: una sala · A: reconocer · M: mensaje · S: oído · Esc: cerrar · F9: luz de sala o día</translation>
        </message>
        <message>
            <source>Entry {seq} of session {stream} in {path} cannot be read by this program. It was left as it is. Run kapmonitor check-record; if the record is intact, update kapmonitor.</source>
            <translation>Este programa no puede leer la entrada {seq} de la sesión {stream} en {path}. Se dejó como estaba. Ejecute kapmonitor check-record; si el registro está íntegro, actualice kapmonitor.</translation>
        </message>
        <message>
            <source>Erased from the record: name, date of birth, numbers and contacts of {patient}, and {words} texts about people in their sessions. Sessions: {sessions}. That it was done is recorded.</source>
            <translation>Borrado del registro: nombre, fecha de nacimiento, números y contactos de {patient}, y {words} textos sobre personas en sus sesiones. Sesiones: {sessions}. Queda registrado que se hizo.</translation>
        </message>
        <message>
            <source>Erased since that backup, and back with it: {patients}. Erase again with kapmonitor erase.</source>
            <translation>Borrados desde esa copia y de nuevo presentes con ella: {patients}. Vuelva a borrarlos con kapmonitor erase.</translation>
        </message>
        <message>
            <source>Erased {patient} ({words} texts): {reason}</source>
            <translation>Borró a {patient} ({words} textos): {reason}</translation>
        </message>
        <message>
            <source>Escort</source>
            <translation>Acompañante</translation>
        </message>
        <message>
            <source>Escort arrived at</source>
            <translation>El acompañante llegó a las</translation>
        </message>
        <message>
            <source>Escort named after the patient had left</source>
            <translation>Acompañante nombrado después de irse el paciente</translation>
        </message>
        <message>
            <source>Escort {name}</source>
            <translation>Acompañante {name}</translation>
        </message>
        <message>
            <source>Escort's car</source>
            <translation>Coche del acompañante</translation>
        </message>
        <message>
            <source>Escort: {words} ({relationship})</source>
            <translation>Acompañante: {words} ({relationship})</translation>
        </message>
        <message>
            <source>Esketamine nasal spray under the REMS</source>
            <translation>Esketamina en aerosol nasal según el REMS</translation>
        </message>
        <message>
            <source>Euphoria</source>
            <translation>Euforia</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>Eventos</translation>
        </message>
        <message>
            <source>Events: {other}</source>
            <translation>Eventos: {other}</translation>
        </message>
        <message>
            <source>Every alarm</source>
            <translation>Todas las alarmas</translation>
        </message>
        <message>
            <source>Every port, for this account. Then sign out and in again.</source>
            <translation>Todos los puertos, para esta cuenta. Después cierre la sesión y vuelva a entrar.</translation>
        </message>
        <message>
            <source>Every reading</source>
            <translation>Todas las lecturas</translation>
        </message>
        <message>
            <source>Every reading of the patient's side is here</source>
            <translation>Todas las lecturas del lado del paciente están aquí</translation>
        </message>
        <message>
            <source>Every reading of the plan is done or was missed.</source>
            <translation>Todas las lecturas del plan están hechas u omitidas.</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Todo</translation>
        </message>
        <message>
            <source>Everything is delivered, and the keys are erased.</source>
            <translation>Todo está entregado y las claves están borradas.</translation>
        </message>
        <message>
            <source>Everything is met: discharge instead.</source>
            <translation>Todo se cumple: dé el alta.</translation>
        </message>
        <message>
            <source>Evidence: {entries}</source>
            <translation>Pruebas: {entries}</translation>
        </message>
        <message>
            <source>Excess saliva</source>
            <translation>Exceso de saliva</translation>
        </message>
        <message>
            <source>Exclude a reading</source>
            <translation>Excluir una lectura</translation>
        </message>
        <message>
            <source>Exclude a reading…</source>
            <translation>Excluir una lectura…</translation>
        </message>
        <message>
            <source>Exclude it</source>
            <translation>Excluirla</translation>
        </message>
        <message>
            <source>Exclude the reading instead: then it counts for nothing.</source>
            <translation>Excluya la lectura en su lugar: así no contará para nada.</translation>
        </message>
        <message>
            <source>Exclude…</source>
            <translation>Excluir…</translation>
        </message>
        <message>
            <source>Expected effects: {wanted}</source>
            <translation>Efectos esperados: {wanted}</translation>
        </message>
        <message>
            <source>Exported, backed up, restored</source>
            <translation>Exportado, copiado, restaurado</translation>
        </message>
        <message>
            <source>Extra large</source>
            <translation>Extragrande</translation>
        </message>
        <message>
            <source>F9 changes between them wherever you are.</source>
            <translation>F9 cambia entre ellos esté donde esté.</translation>
        </message>
        <message>
            <source>FHIR bundle</source>
            <translation>Paquete FHIR</translation>
        </message>
        <message>
            <source>FORA / TaiDoc blood-pressure meter</source>
            <translation>Medidor de presión arterial FORA / TaiDoc</translation>
        </message>
        <message>
            <source>Face, arm or speech signs</source>
            <translation>Signos en la cara, el brazo o el habla</translation>
        </message>
        <message>
            <source>Fainting (syncope)</source>
            <translation>Desmayo (síncope)</translation>
        </message>
        <message>
            <source>Fainting or unresponsive</source>
            <translation>Desmayo o sin respuesta</translation>
        </message>
        <message>
            <source>Fainting, or cannot be woken</source>
            <translation>Desmayo, o no se le puede despertar</translation>
        </message>
        <message>
            <source>Fall</source>
            <translation>Caída</translation>
        </message>
        <message>
            <source>Fall of systolic</source>
            <translation>Descenso de la sistólica</translation>
        </message>
        <message>
            <source>Fast pulse</source>
            <translation>Pulso rápido</translation>
        </message>
        <message>
            <source>Fatigue / lethargy</source>
            <translation>Fatiga / letargo</translation>
        </message>
        <message>
            <source>Feeling "off" or abnormal</source>
            <translation>Sensación rara o anormal</translation>
        </message>
        <message>
            <source>Feeling drunk</source>
            <translation>Sensación de embriaguez</translation>
        </message>
        <message>
            <source>Field to draw the signature in</source>
            <translation>Campo para dibujar la firma</translation>
        </message>
        <message>
            <source>Fifth</source>
            <translation>Quinta</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Archivo</translation>
        </message>
        <message>
            <source>File of a backup</source>
            <translation>Archivo de una copia</translation>
        </message>
        <message>
            <source>File of certificates to trust as well</source>
            <translation>Archivo de certificados en los que confiar también</translation>
        </message>
        <message>
            <source>File of readings (CSV)</source>
            <translation>Archivo de mediciones (CSV)</translation>
        </message>
        <message>
            <source>File of the certificates to trust; empty: the system's</source>
            <translation>Archivo de certificados de confianza; vacío: los del sistema</translation>
        </message>
        <message>
            <source>File of this room's certificate</source>
            <translation>Archivo del certificado de esta sala</translation>
        </message>
        <message>
            <source>File of this room's key</source>
            <translation>Archivo de la clave de esta sala</translation>
        </message>
        <message>
            <source>Find a device</source>
            <translation>Buscar un dispositivo</translation>
        </message>
        <message>
            <source>Find an entry</source>
            <translation>Buscar una entrada</translation>
        </message>
        <message>
            <source>Find out what is there</source>
            <translation>Averiguar qué hay</translation>
        </message>
        <message>
            <source>Find the Bluetooth sign on the cuff, on a button or beside one.</source>
            <translation>Busque el signo de Bluetooth en el manguito, en un botón o junto a él.</translation>
        </message>
        <message>
            <source>Find…  /</source>
            <translation>Buscar…  /</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Terminar</translation>
        </message>
        <message>
            <source>Finish Prepare first.</source>
            <translation>Termine primero Preparación.</translation>
        </message>
        <message>
            <source>Finish the link</source>
            <translation>Terminar el enlace</translation>
        </message>
        <message>
            <source>First</source>
            <translation>Primera</translation>
        </message>
        <message>
            <source>Flushing</source>
            <translation>Rubor</translation>
        </message>
        <message>
            <source>Folder for backups</source>
            <translation>Carpeta para las copias</translation>
        </message>
        <message>
            <source>Folder for files</source>
            <translation>Carpeta para archivos</translation>
        </message>
        <message>
            <source>Folder for the file</source>
            <translation>Carpeta para el archivo</translation>
        </message>
        <message>
            <source>Follow the drawing</source>
            <translation>Siga el dibujo</translation>
        </message>
        <message>
            <source>Follow-up</source>
            <translation>Seguimiento</translation>
        </message>
        <message>
            <source>For a dose at the open gate.</source>
            <translation>Para una dosis con el control abierto.</translation>
        </message>
        <message>
            <source>For when the person with the secret is not here. Your name and reason are recorded, and an administrator sees them.</source>
            <translation>Para cuando la persona que tiene la clave no está. Su nombre y su motivo quedan registrados, y los ve un administrador.</translation>
        </message>
        <message>
            <source>For {minutes:.0f} min now.</source>
            <translation>Ya {minutes:.0f} min.</translation>
        </message>
        <message>
            <source>Forget</source>
            <translation>Olvidar</translation>
        </message>
        <message>
            <source>Forget {called}</source>
            <translation>Olvidar {called}</translation>
        </message>
        <message>
            <source>Forget {name}</source>
            <translation>Olvidar {name}</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>Encontrado</translation>
        </message>
        <message>
            <source>Fourth</source>
            <translation>Cuarta</translation>
        </message>
        <message>
            <source>Free disk space.</source>
            <translation>Libere espacio en el disco.</translation>
        </message>
        <message>
            <source>Free disk space. Write readings on paper until this clears.</source>
            <translation>Libere espacio en el disco. Escriba las lecturas en papel hasta que se resuelva.</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Desde</translation>
        </message>
        <message>
            <source>From a file…</source>
            <translation>De un archivo…</translation>
        </message>
        <message>
            <source>From the first device to the end</source>
            <translation>Desde el primer dispositivo hasta el final</translation>
        </message>
        <message>
            <source>From the readings</source>
            <translation>De las lecturas</translation>
        </message>
        <message>
            <source>From the readings: {told}</source>
            <translation>De las lecturas: {told}</translation>
        </message>
        <message>
            <source>From the station, {person}: {text}</source>
            <translation>Desde la estación, {person}: {text}</translation>
        </message>
        <message>
            <source>From {low:g} to {high:g}.</source>
            <translation>De {low:g} a {high:g}.</translation>
        </message>
        <message>
            <source>Fully awake</source>
            <translation>Totalmente despierto</translation>
        </message>
        <message>
            <source>GE DINAMAP monitor (PRO, ProCare, CARESCAPE V100)</source>
            <translation>Monitor GE DINAMAP (PRO, ProCare, CARESCAPE V100)</translation>
        </message>
        <message>
            <source>Gait</source>
            <translation>Marcha</translation>
        </message>
        <message>
            <source>Gate</source>
            <translation>Control</translation>
        </message>
        <message>
            <source>Gate before the dose</source>
            <translation>Control antes de la dosis</translation>
        </message>
        <message>
            <source>Gate of the booster overridden</source>
            <translation>Excepción al control del refuerzo</translation>
        </message>
        <message>
            <source>Gate overridden</source>
            <translation>Excepción al control</translation>
        </message>
        <message>
            <source>Give the after-care sheet.</source>
            <translation>Entregue la hoja de cuidados.</translation>
        </message>
        <message>
            <source>Given.</source>
            <translation>Entregada.</translation>
        </message>
        <message>
            <source>Go in</source>
            <translation>Entrar</translation>
        </message>
        <message>
            <source>Go in by emergency access</source>
            <translation>Entrar por acceso de emergencia</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Continuar</translation>
        </message>
        <message>
            <source>Go on without</source>
            <translation>Continuar sin ella</translation>
        </message>
        <message>
            <source>Go on without a test reading</source>
            <translation>Continuar sin lectura de prueba</translation>
        </message>
        <message>
            <source>Go to baseline</source>
            <translation>Ir a la basal</translation>
        </message>
        <message>
            <source>Go to dose</source>
            <translation>Ir a la dosis</translation>
        </message>
        <message>
            <source>Go to the patient's cuff</source>
            <translation>Ir al manguito del paciente</translation>
        </message>
        <message>
            <source>Goes from the record: name, date of birth, numbers and contacts of {patient}, and {words} texts about people in their sessions (notes, escort, address, signature, amendments). Sessions: {sessions}.</source>
            <translation>Sale del registro: nombre, fecha de nacimiento, números y contactos de {patient}, y {words} textos sobre personas en sus sesiones (notas, acompañante, dirección, firma, enmiendas). Sesiones: {sessions}.</translation>
        </message>
        <message>
            <source>Goes into the record with your name and the time.</source>
            <translation>Pasa al registro con su nombre y la hora.</translation>
        </message>
        <message>
            <source>Got up</source>
            <translation>Se levantó</translation>
        </message>
        <message>
            <source>Grades: V read in the source; V2 quoted by another source; M from memory; D design, nobody published it.</source>
            <translation>Grados: V leído en la fuente; V2 citado por otra fuente; M de memoria; D diseño, nadie lo publicó.</translation>
        </message>
        <message>
            <source>Guided tour</source>
            <translation>Visita guiada</translation>
        </message>
        <message>
            <source>Guided tour, {part} of {parts}</source>
            <translation>Visita guiada, {part} de {parts}</translation>
        </message>
        <message>
            <source>HH:MM</source>
            <translation>HH:MM</translation>
        </message>
        <message>
            <source>Hallucination, visual or auditory</source>
            <translation>Alucinación visual o auditiva</translation>
        </message>
        <message>
            <source>Handed over</source>
            <translation>Entregado</translation>
        </message>
        <message>
            <source>Handed over at</source>
            <translation>Entregado a las</translation>
        </message>
        <message>
            <source>Handed over {clock}: {means}</source>
            <translation>Entregado {clock}: {means}</translation>
        </message>
        <message>
            <source>Handover</source>
            <translation>Entrega</translation>
        </message>
        <message>
            <source>Hard to breathe, or very slow breathing</source>
            <translation>Dificultad para respirar, o respiración muy lenta</translation>
        </message>
        <message>
            <source>Hard to rouse / reduced consciousness</source>
            <translation>Difícil de despertar / conciencia reducida</translation>
        </message>
        <message>
            <source>Have the patient say it back.</source>
            <translation>Pida al paciente que lo repita.</translation>
        </message>
        <message>
            <source>Have the values read aloud, and type them.</source>
            <translation>Pida que lean los valores en voz alta y tecléelos.</translation>
        </message>
        <message>
            <source>Headache</source>
            <translation>Cefalea</translation>
        </message>
        <message>
            <source>Heard  S</source>
            <translation>Oído  S</translation>
        </message>
        <message>
            <source>Heard. Connecting</source>
            <translation>Detectado. Conectando</translation>
        </message>
        <message>
            <source>Heart rate</source>
            <translation>Frecuencia cardíaca</translation>
        </message>
        <message>
            <source>Heart rate in range</source>
            <translation>Frecuencia cardíaca en rango</translation>
        </message>
        <message>
            <source>Heart rate shown from</source>
            <translation>Frecuencia cardíaca mostrada de</translation>
        </message>
        <message>
            <source>Heart rate {seen:.4g} ({in_words}).</source>
            <translation>Frecuencia cardíaca {seen:.4g} ({in_words}).</translation>
        </message>
        <message>
            <source>Heart rate {value:.4g}</source>
            <translation>Frecuencia cardíaca {value:.4g}</translation>
        </message>
        <message>
            <source>Heart rate, /min</source>
            <translation>Frecuencia cardíaca, /min</translation>
        </message>
        <message>
            <source>Heart rate, high</source>
            <translation>Frecuencia cardíaca, alta</translation>
        </message>
        <message>
            <source>Heart rate, low</source>
            <translation>Frecuencia cardíaca, baja</translation>
        </message>
        <message>
            <source>Heart-rate strap</source>
            <translation>Banda de frecuencia cardíaca</translation>
        </message>
        <message>
            <source>Held after {max_rechecks} rechecks. Do not dose. {call_prescriber}</source>
            <translation>Retenida tras {max_rechecks} comprobaciones. No administre. {call_prescriber}</translation>
        </message>
        <message>
            <source>Hide</source>
            <translation>Ocultar</translation>
        </message>
        <message>
            <source>Hide my last reading</source>
            <translation>Ocultar mi última lectura</translation>
        </message>
        <message>
            <source>Hide the limits</source>
            <translation>Ocultar los límites</translation>
        </message>
        <message>
            <source>Highest</source>
            <translation>Máxima</translation>
        </message>
        <message>
            <source>Highest after the dose: {tops}</source>
            <translation>Máxima después de la dosis: {tops}</translation>
        </message>
        <message>
            <source>Highest {words}.</source>
            <translation>Máxima {words}.</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Historial</translation>
        </message>
        <message>
            <source>Hold</source>
            <translation>Retener</translation>
        </message>
        <message>
            <source>Hold START for 3 seconds, until the display shows Pr.</source>
            <translation>Mantenga START 3 segundos, hasta que la pantalla muestre Pr.</translation>
        </message>
        <message>
            <source>Hold one second: start the cuff, or ask for its button</source>
            <translation>Mantener un segundo: iniciar el manguito o pedir su botón</translation>
        </message>
        <message>
            <source>Hold that button for 3 to 5 seconds, until the sign or the letter P blinks.</source>
            <translation>Mantenga ese botón de 3 a 5 segundos, hasta que parpadee el signo o la letra P.</translation>
        </message>
        <message>
            <source>Hold the button with the Bluetooth sign for 3 to 5 seconds, until P blinks.</source>
            <translation>Mantenga el botón con el signo de Bluetooth de 3 a 5 segundos, hasta que parpadee P.</translation>
        </message>
        <message>
            <source>Hold the memory button, M, or press START and let the cuff finish.</source>
            <translation>Mantenga el botón de memoria, M, o pulse START y deje que el manguito termine.</translation>
        </message>
        <message>
            <source>Hold, min</source>
            <translation>Retener, min</translation>
        </message>
        <message>
            <source>Holds the dose: {limits}.</source>
            <translation>Retiene la dosis: {limits}.</translation>
        </message>
        <message>
            <source>Holds today</source>
            <translation>Vale hoy</translation>
        </message>
        <message>
            <source>Holds today: {name} {words}</source>
            <translation>Vale hoy: {name} {words}</translation>
        </message>
        <message>
            <source>Home alone by taxi or rideshare</source>
            <translation>A casa sin compañía en taxi o VTC</translation>
        </message>
        <message>
            <source>Home readings are saved as csv only.</source>
            <translation>Las mediciones en casa solo se guardan como csv.</translation>
        </message>
        <message>
            <source>Home readings of {who}</source>
            <translation>Mediciones en casa de {who}</translation>
        </message>
        <message>
            <source>Home readings: imported, not taken here</source>
            <translation>Mediciones en casa: importadas, no tomadas aquí</translation>
        </message>
        <message>
            <source>How and when the patient is handed over.</source>
            <translation>Cómo y cuándo se entrega al paciente.</translation>
        </message>
        <message>
            <source>How far the record has come is noted beside it, in kapmonitor.heads, so that an end cut off or an older file shows. Name a second file on a stick or another share: whoever changes this computer does not reach it. It holds no names.</source>
            <translation>Hasta dónde llega el registro se anota junto a él, en kapmonitor.heads, para que se note un final cortado o un archivo anterior. Indique un segundo archivo en una memoria o en otro recurso: quien modifique este equipo no llega a él. No contiene nombres.</translation>
        </message>
        <message>
            <source>How strong:</source>
            <translation>Intensidad:</translation>
        </message>
        <message>
            <source>How the chaperone was heard to take over</source>
            <translation>Cómo se oyó a la persona de apoyo hacerse cargo</translation>
        </message>
        <message>
            <source>How the escort was confirmed</source>
            <translation>Cómo se confirmó el acompañante</translation>
        </message>
        <message>
            <source>How the session ended</source>
            <translation>Cómo terminó la sesión</translation>
        </message>
        <message>
            <source>I am ready</source>
            <translation>Tengo todo listo</translation>
        </message>
        <message>
            <source>I am the patient</source>
            <translation>Soy el paciente</translation>
        </message>
        <message>
            <source>I am with the patient</source>
            <translation>Estoy con el paciente</translation>
        </message>
        <message>
            <source>I am {operator}, {role}</source>
            <translation>Soy {operator}, {role}</translation>
        </message>
        <message>
            <source>I have heard it, key S</source>
            <translation>Lo he oído, tecla S</translation>
        </message>
        <message>
            <source>I have read it</source>
            <translation>Lo he leído</translation>
        </message>
        <message>
            <source>I have read this</source>
            <translation>Lo he leído</translation>
        </message>
        <message>
            <source>I have seen it</source>
            <translation>Lo he visto</translation>
        </message>
        <message>
            <source>I have written it down</source>
            <translation>La he anotado</translation>
        </message>
        <message>
            <source>I need help</source>
            <translation>Necesito ayuda</translation>
        </message>
        <message>
            <source>I pressed START</source>
            <translation>Ya pulsé START</translation>
        </message>
        <message>
            <source>I read it</source>
            <translation>Lo leí yo</translation>
        </message>
        <message>
            <source>ITS WORDS ARE OLD</source>
            <translation>SUS DATOS LLEGAN VIEJOS</translation>
        </message>
        <message>
            <source>IV access checked</source>
            <translation>Vía intravenosa comprobada</translation>
        </message>
        <message>
            <source>Identity and today's consent</source>
            <translation>Identidad y consentimiento de hoy</translation>
        </message>
        <message>
            <source>If another program holds the port, close that program, then try again: the maker's own program, a terminal, a second kapmonitor. Only one can use a port at a time.</source>
            <translation>Si otro programa ocupa el puerto, ciérrelo e inténtelo de nuevo: el programa del fabricante, un terminal, otro kapmonitor. Solo uno puede usar un puerto a la vez.</translation>
        </message>
        <message>
            <source>If it comes again, type what the display shows.</source>
            <translation>Si se repite, escriba lo que muestra la pantalla.</translation>
        </message>
        <message>
            <source>If it does not connect</source>
            <translation>Si no se conecta</translation>
        </message>
        <message>
            <source>If it does not open</source>
            <translation>Si no se abre</translation>
        </message>
        <message>
            <source>If it shows E10 or Err 10, take its batteries out for 30 seconds and begin again.</source>
            <translation>Si muestra E10 o Err 10, quítele las pilas 30 segundos y empiece de nuevo.</translation>
        </message>
        <message>
            <source>If its display shows a reading, type it in.</source>
            <translation>Si su pantalla muestra una lectura, escríbala.</translation>
        </message>
        <message>
            <source>If readings are missing, have the cuff's memory read aloud and type them.</source>
            <translation>Si faltan lecturas, pida que le lean la memoria del manguito y escríbalas.</translation>
        </message>
        <message>
            <source>If the call breaks off</source>
            <translation>Si se corta la llamada</translation>
        </message>
        <message>
            <source>If the device shows a number, pair it in Windows Settings, Bluetooth &amp; devices, then come back here. Windows asks for the number there and nowhere else.</source>
            <translation>Si el dispositivo muestra un número, vincúlelo en Configuración de Windows, Bluetooth y dispositivos, y vuelva aquí. Windows pide el número allí y en ningún otro sitio.</translation>
        </message>
        <message>
            <source>If the dose has already been taken, record it:</source>
            <translation>Si la dosis ya se ha tomado, regístrela:</translation>
        </message>
        <message>
            <source>If the screen stands still, close the window and start again: all is kept.</source>
            <translation>Si la pantalla no se mueve, cierre la ventana y empiece de nuevo: todo se conserva.</translation>
        </message>
        <message>
            <source>If their program asks for the clinic's address: {address}</source>
            <translation>Si su programa pide la dirección de la clínica: {address}</translation>
        </message>
        <message>
            <source>If you close this, your readings no longer reach your therapist. Open it again to go on, without new digits.</source>
            <translation>Si cierra esto, sus lecturas ya no llegan a su terapeuta. Ábralo de nuevo para seguir, sin dígitos nuevos.</translation>
        </message>
        <message>
            <source>If your therapist reads new digits to you, type them here.</source>
            <translation>Si su terapeuta le lee cifras nuevas, escríbalas aquí.</translation>
        </message>
        <message>
            <source>Import home readings…</source>
            <translation>Importar mediciones en casa…</translation>
        </message>
        <message>
            <source>Import {count} readings</source>
            <translation>Importar {count} mediciones</translation>
        </message>
        <message>
            <source>In an emergency call your local emergency number.</source>
            <translation>En una emergencia llame al número de emergencias local.</translation>
        </message>
        <message>
            <source>In full</source>
            <translation>Completo</translation>
        </message>
        <message>
            <source>In pairing mode.</source>
            <translation>En modo de vinculación.</translation>
        </message>
        <message>
            <source>In the future.</source>
            <translation>En el futuro.</translation>
        </message>
        <message>
            <source>In the home with the patient?</source>
            <translation>¿En la casa con el paciente?</translation>
        </message>
        <message>
            <source>In their words</source>
            <translation>En sus palabras</translation>
        </message>
        <message>
            <source>Incoordination (ataxia)</source>
            <translation>Descoordinación (ataxia)</translation>
        </message>
        <message>
            <source>Inflate the cuff now</source>
            <translation>Inflar el manguito ahora</translation>
        </message>
        <message>
            <source>Injection-site reaction</source>
            <translation>Reacción en el lugar de inyección</translation>
        </message>
        <message>
            <source>Irregular pulse flag from cuff</source>
            <translation>El manguito indica pulso irregular</translation>
        </message>
        <message>
            <source>Is Bluetooth switched on? Allow it if this computer asks.</source>
            <translation>¿Está encendido el Bluetooth? Permítalo si este ordenador lo pregunta.</translation>
        </message>
        <message>
            <source>Is another health app open on your phone? Please close it: a cuff talks to one.</source>
            <translation>¿Hay otra aplicación de salud abierta en su teléfono? Ciérrela: un manguito habla con una sola.</translation>
        </message>
        <message>
            <source>Is back</source>
            <translation>Ha vuelto</translation>
        </message>
        <message>
            <source>Is every other health app that uses the cuff closed, on your phone too?</source>
            <translation>¿Está cerrada toda otra aplicación de salud que use el manguito, también en su teléfono?</translation>
        </message>
        <message>
            <source>Is over</source>
            <translation>Ya pasó</translation>
        </message>
        <message>
            <source>Is this right?</source>
            <translation>¿Es correcto?</translation>
        </message>
        <message>
            <source>Is this someone you know already?</source>
            <translation>¿Es alguien que ya conoce?</translation>
        </message>
        <message>
            <source>Is this the file of this patient?</source>
            <translation>¿Es este el archivo de este paciente?</translation>
        </message>
        <message>
            <source>Is this the file of {who}?</source>
            <translation>¿Es este el archivo de {who}?</translation>
        </message>
        <message>
            <source>It agrees with the heads noted at {path}, last on {when}.</source>
            <translation>Concuerda con los extremos anotados en {path}, por última vez el {when}.</translation>
        </message>
        <message>
            <source>It answers</source>
            <translation>Responde</translation>
        </message>
        <message>
            <source>It answers: {name}</source>
            <translation>Responde: {name}</translation>
        </message>
        <message>
            <source>It came too late, or the clocks of board and room differ. Nothing was done.</source>
            <translation>Llegó demasiado tarde, o los relojes del tablero y de la sala difieren. No se hizo nada.</translation>
        </message>
        <message>
            <source>It can be encrypted now. This computer keeps no secrets, so each start will ask for yours.</source>
            <translation>Ahora se puede cifrar. Este ordenador no guarda secretos, así que cada inicio pedirá el suyo.</translation>
        </message>
        <message>
            <source>It cannot be encrypted by this installation: the part sqlcipher3 is missing. Install it, and start again.</source>
            <translation>Esta instalación no puede cifrarlo: falta la parte sqlcipher3. Instálela y vuelva a iniciar.</translation>
        </message>
        <message>
            <source>It cannot be read ({reason}).</source>
            <translation>No se puede leer ({reason}).</translation>
        </message>
        <message>
            <source>It cannot wait any longer.</source>
            <translation>No puede esperar más.</translation>
        </message>
        <message>
            <source>It comes on the air when the Bluetooth sign appears.</source>
            <translation>Aparece cuando se ve el signo de Bluetooth.</translation>
        </message>
        <message>
            <source>It did not count where it comes from.</source>
            <translation>No contaba allí de donde viene.</translation>
        </message>
        <message>
            <source>It is a PDF. Ask for the readings as CSV.</source>
            <translation>Es un PDF. Pida las mediciones en CSV.</translation>
        </message>
        <message>
            <source>It is a picture. Type the readings, or ask for them as CSV.</source>
            <translation>Es una imagen. Escriba las mediciones o pídalas en CSV.</translation>
        </message>
        <message>
            <source>It is a workbook or an archive. Save the sheet as CSV first.</source>
            <translation>Es un libro de cálculo o un archivo comprimido. Guarde antes la hoja como CSV.</translation>
        </message>
        <message>
            <source>It is already countersigned.</source>
            <translation>Ya está contrafirmado.</translation>
        </message>
        <message>
            <source>It is an old workbook. Save the sheet as CSV first.</source>
            <translation>Es un libro de cálculo antiguo. Guarde antes la hoja como CSV.</translation>
        </message>
        <message>
            <source>It is in the room's record. Above stands whether somebody there has read it.</source>
            <translation>Está en el registro de la sala. Arriba se ve si alguien allí lo ha leído.</translation>
        </message>
        <message>
            <source>It is larger than any list of readings.</source>
            <translation>Es más grande que cualquier lista de mediciones.</translation>
        </message>
        <message>
            <source>It is not a medical device, has not been reviewed by any regulator, and does not diagnose, treat or decide.</source>
            <translation>No es un producto sanitario, ningún regulador lo ha revisado, y no diagnostica, trata ni decide.</translation>
        </message>
        <message>
            <source>It is not noted in the record: {}</source>
            <translation>No consta en el registro: {}</translation>
        </message>
        <message>
            <source>It is not shown and not kept.</source>
            <translation>No se muestra ni se guarda.</translation>
        </message>
        <message>
            <source>It is not text. Ask for the readings as CSV.</source>
            <translation>No es texto. Pida las mediciones en CSV.</translation>
        </message>
        <message>
            <source>It is packed. Unpack it first.</source>
            <translation>Está comprimido. Descomprímalo antes.</translation>
        </message>
        <message>
            <source>It is shown line by line; nothing is taken over unread.</source>
            <translation>Se muestra línea por línea; no se toma nada sin leer.</translation>
        </message>
        <message>
            <source>It is tried again by itself.</source>
            <translation>Se vuelve a intentar por sí solo.</translation>
        </message>
        <message>
            <source>It needs no pairing with this computer.</source>
            <translation>No necesita vincularse con este ordenador.</translation>
        </message>
        <message>
            <source>It sends its whole memory each time. What is old is counted, and set aside.</source>
            <translation>Envía toda su memoria cada vez. Lo antiguo se cuenta y se aparta.</translation>
        </message>
        <message>
            <source>It shows no digits</source>
            <translation>No muestra cifras</translation>
        </message>
        <message>
            <source>It shows six digits. Type them here.</source>
            <translation>Muestra seis cifras. Escríbalas aquí.</translation>
        </message>
        <message>
            <source>It stands in red on the report. The ride home and the no-driving rule stay open to nobody's override.</source>
            <translation>Aparece en rojo en el informe. La vuelta a casa y la norma de no conducir no admiten excepción de nadie.</translation>
        </message>
        <message>
            <source>It stays in sight, hollow, with your reason, and counts for nothing.</source>
            <translation>Queda a la vista, hueca, con su motivo, y no cuenta para nada.</translation>
        </message>
        <message>
            <source>It was asked for under other settings. Look at them, then send again.</source>
            <translation>Se pidió con otros ajustes. Revíselos y envíe de nuevo.</translation>
        </message>
        <message>
            <source>It was never given</source>
            <translation>Nunca se administró</translation>
        </message>
        <message>
            <source>It was not encrypted by itself: this computer keeps no secrets, and nobody has one, so nobody could have opened it. Give yourself a secret first; then encrypt it here.</source>
            <translation>No se cifró por sí mismo: este ordenador no guarda secretos y nadie tiene uno, así que nadie habría podido abrirlo. Dese primero un secreto; después cífrelo aquí.</translation>
        </message>
        <message>
            <source>It was simulated at the patient's side, in a session that is real.</source>
            <translation>Se simuló en el lado del paciente, en una sesión real.</translation>
        </message>
        <message>
            <source>It works</source>
            <translation>Funciona</translation>
        </message>
        <message>
            <source>Itching</source>
            <translation>Picor</translation>
        </message>
        <message>
            <source>Its advertised name is not known for sure.</source>
            <translation>El nombre que anuncia no se conoce con certeza.</translation>
        </message>
        <message>
            <source>Its advertised name is not known.</source>
            <translation>El nombre que anuncia no se conoce.</translation>
        </message>
        <message>
            <source>Its clock is unreliable.</source>
            <translation>Su reloj no es fiable.</translation>
        </message>
        <message>
            <source>Its folder is not there and cannot be made.</source>
            <translation>Su carpeta no está y no se puede crear.</translation>
        </message>
        <message>
            <source>Its octets hold no reading.</source>
            <translation>Sus octetos no contienen ninguna lectura.</translation>
        </message>
        <message>
            <source>Its octets, read here, say something else than the patient's program did.</source>
            <translation>Sus octetos, leídos aquí, dicen otra cosa que el programa del paciente.</translation>
        </message>
        <message>
            <source>Its patient {patient} has the pseudonym of a patient here. Nothing was taken over.</source>
            <translation>Su paciente {patient} tiene el seudónimo de un paciente de aquí. No se ha incorporado nada.</translation>
        </message>
        <message>
            <source>Its time ran out.</source>
            <translation>Se agotó su tiempo.</translation>
        </message>
        <message>
            <source>JSON lines</source>
            <translation>Líneas JSON</translation>
        </message>
        <message>
            <source>KAP, intramuscular, medical office</source>
            <translation>KAP, intramuscular, consulta médica</translation>
        </message>
        <message>
            <source>KAP, sublingual lozenge, telehealth with chaperone</source>
            <translation>KAP, pastilla sublingual, telesalud con persona de apoyo</translation>
        </message>
        <message>
            <source>KAP, sublingual lozenge, therapist's office</source>
            <translation>KAP, pastilla sublingual, consulta del terapeuta</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Guardar</translation>
        </message>
        <message>
            <source>Keep and use in this session</source>
            <translation>Guardar y usar en esta sesión</translation>
        </message>
        <message>
            <source>Keep and use{second}</source>
            <translation>Guardar y usar{second}</translation>
        </message>
        <message>
            <source>Keep monitoring</source>
            <translation>Seguir monitorizando</translation>
        </message>
        <message>
            <source>Keep the finger in and still. The first value comes by itself.</source>
            <translation>Deje el dedo dentro y quieto. El primer valor llega solo.</translation>
        </message>
        <message>
            <source>Keep the lid open and the charger in</source>
            <translation>Deje la tapa abierta y el cargador puesto</translation>
        </message>
        <message>
            <source>Keep the strap on. The first heart rate comes by itself.</source>
            <translation>No se quite la banda. La primera frecuencia cardíaca llega sola.</translation>
        </message>
        <message>
            <source>Keep the window in front.</source>
            <translation>Mantenga la ventana delante.</translation>
        </message>
        <message>
            <source>Keep without a test reading</source>
            <translation>Guardar sin lectura de prueba</translation>
        </message>
        <message>
            <source>Kept.</source>
            <translation>Guardado.</translation>
        </message>
        <message>
            <source>Ketamine 0.5 mg/kg over 40 min, infusion clinic</source>
            <translation>Ketamina 0,5 mg/kg en 40 min, clínica de infusión</translation>
        </message>
        <message>
            <source>Key: {key}</source>
            <translation>Tecla: {key}</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Teclas</translation>
        </message>
        <message>
            <source>Keys with the chaperone?</source>
            <translation>¿Las llaves, con la persona de apoyo?</translation>
        </message>
        <message>
            <source>Keys with the escort?</source>
            <translation>¿Llaves con el acompañante?</translation>
        </message>
        <message>
            <source>Keys: + and - zoom, 0 shows the whole width</source>
            <translation>Teclas: + y - amplían, 0 muestra todo el ancho</translation>
        </message>
        <message>
            <source>Kind of device</source>
            <translation>Tipo de dispositivo</translation>
        </message>
        <message>
            <source>Known</source>
            <translation>Conocido</translation>
        </message>
        <message>
            <source>Known here</source>
            <translation>Conocidos aquí</translation>
        </message>
        <message>
            <source>Known patients: choose one, or go on for a new one.</source>
            <translation>Pacientes conocidos: elija uno o continúe con uno nuevo.</translation>
        </message>
        <message>
            <source>Known: {who}</source>
            <translation>Conocido: {who}</translation>
        </message>
        <message>
            <source>LINK DOWN {lasts} {side}</source>
            <translation>ENLACE CAÍDO {lasts} {side}</translation>
        </message>
        <message>
            <source>LINK LATE {seconds} s</source>
            <translation>ENLACE LENTO {seconds} s</translation>
        </message>
        <message>
            <source>LINK OK {seconds} s</source>
            <translation>ENLACE OK {seconds} s</translation>
        </message>
        <message>
            <source>LINK WAITING</source>
            <translation>ENLACE EN ESPERA</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Idioma</translation>
        </message>
        <message>
            <source>Language of the program</source>
            <translation>Idioma del programa</translation>
        </message>
        <message>
            <source>Large</source>
            <translation>Grande</translation>
        </message>
        <message>
            <source>Large numbers</source>
            <translation>Números grandes</translation>
        </message>
        <message>
            <source>Last change of systolic {steps}.</source>
            <translation>Último cambio de la sistólica {steps}.</translation>
        </message>
        <message>
            <source>Last food and last drink long enough ago</source>
            <translation>Última comida y última bebida hace tiempo suficiente</translation>
        </message>
        <message>
            <source>Last proved backup: {when}.</source>
            <translation>Última copia comprobada: {when}.</translation>
        </message>
        <message>
            <source>Last reading</source>
            <translation>Última lectura</translation>
        </message>
        <message>
            <source>Last reading {clock}: {pressure}</source>
            <translation>Última lectura {clock}: {pressure}</translation>
        </message>
        <message>
            <source>Last reading, {time}: {values}</source>
            <translation>Última lectura, {time}: {values}</translation>
        </message>
        <message>
            <source>Last session's course behind the chart, or not</source>
            <translation>El curso de la última sesión detrás del gráfico, o no</translation>
        </message>
        <message>
            <source>Last time: {day}</source>
            <translation>Última vez: {day}</translation>
        </message>
        <message>
            <source>Last time: {day}, session {number}</source>
            <translation>Última vez: {day}, sesión {number}</translation>
        </message>
        <message>
            <source>Last time: {day}, session {number} of {planned}</source>
            <translation>Última vez: {day}, sesión {number} de {planned}</translation>
        </message>
        <message>
            <source>Last time: {limit}</source>
            <translation>Última vez: {limit}</translation>
        </message>
        <message>
            <source>Late entry</source>
            <translation>Entrada tardía</translation>
        </message>
        <message>
            <source>Lay flat, repeat, call if it stays low.</source>
            <translation>Túmbelo, repita, llame si sigue baja.</translation>
        </message>
        <message>
            <source>Leave out</source>
            <translation>Quitar</translation>
        </message>
        <message>
            <source>Leave out: {item}</source>
            <translation>Quitar: {item}</translation>
        </message>
        <message>
            <source>Leave the cuff alone until its display shows that it is done.</source>
            <translation>No toque el manguito hasta que su pantalla muestre que ha terminado.</translation>
        </message>
        <message>
            <source>Leave the tour</source>
            <translation>Dejar la visita</translation>
        </message>
        <message>
            <source>Leave them out</source>
            <translation>Excluirlas</translation>
        </message>
        <message>
            <source>Leave this row out</source>
            <translation>Excluir esta fila</translation>
        </message>
        <message>
            <source>Leave unchanged</source>
            <translation>Dejar sin cambios</translation>
        </message>
        <message>
            <source>Leaves by</source>
            <translation>Se va en</translation>
        </message>
        <message>
            <source>Left</source>
            <translation>Salida</translation>
        </message>
        <message>
            <source>Left after</source>
            <translation>Salida tras</translation>
        </message>
        <message>
            <source>Left against advice</source>
            <translation>Se fue contra el consejo</translation>
        </message>
        <message>
            <source>Left arm</source>
            <translation>Brazo izquierdo</translation>
        </message>
        <message>
            <source>Left out by hand.</source>
            <translation>Excluida a mano.</translation>
        </message>
        <message>
            <source>Left wrist</source>
            <translation>Muñeca izquierda</translation>
        </message>
        <message>
            <source>Let go. The display shows End when the two are paired.</source>
            <translation>Suéltelo. La pantalla muestra End cuando están vinculados.</translation>
        </message>
        <message>
            <source>Let somebody who may change this computer run one of these two lines in a terminal, once. Nothing was sent, and nothing is lost.</source>
            <translation>Pida a quien puede cambiar este ordenador que ejecute una de estas dos líneas en un terminal, una vez. No se envió nada y no se ha perdido nada.</translation>
        </message>
        <message>
            <source>Let's get your cuff ready</source>
            <translation>Vamos a preparar su manguito</translation>
        </message>
        <message>
            <source>Licences</source>
            <translation>Licencias</translation>
        </message>
        <message>
            <source>Lie flat, legs up, repeat; ask about faintness.</source>
            <translation>Túmbelo con las piernas en alto, repita; pregunte si se siente desfallecer.</translation>
        </message>
        <message>
            <source>Lighter screen</source>
            <translation>Pantalla más clara</translation>
        </message>
        <message>
            <source>Like row {rows}</source>
            <translation>Como la fila {rows}</translation>
        </message>
        <message>
            <source>Limit for this patient</source>
            <translation>Límite para este paciente</translation>
        </message>
        <message>
            <source>Limit: {words}</source>
            <translation>Límite: {words}</translation>
        </message>
        <message>
            <source>Limits</source>
            <translation>Límites</translation>
        </message>
        <message>
            <source>Limits are set by your clinic.</source>
            <translation>Los límites los fija su clínica.</translation>
        </message>
        <message>
            <source>Limits of this patient</source>
            <translation>Límites de este paciente</translation>
        </message>
        <message>
            <source>Line {line} has a quotation mark that does not end, or a cell without end.</source>
            <translation>La línea {line} tiene unas comillas que no se cierran o una celda sin fin.</translation>
        </message>
        <message>
            <source>Link</source>
            <translation>Enlace</translation>
        </message>
        <message>
            <source>List of patients (CSV)</source>
            <translation>Lista de pacientes (CSV)</translation>
        </message>
        <message>
            <source>Listening. A cuff shows itself only in pairing mode, or just after a measurement.</source>
            <translation>Escuchando. Un manguito solo aparece en modo de vinculación o justo después de medir.</translation>
        </message>
        <message>
            <source>Live screen; its keys are listed by ?</source>
            <translation>Pantalla en vivo; sus teclas se listan con ?</translation>
        </message>
        <message>
            <source>Local number</source>
            <translation>Número local</translation>
        </message>
        <message>
            <source>Lock the screen after, in idle minutes</source>
            <translation>Bloquear la pantalla tras, en minutos sin uso</translation>
        </message>
        <message>
            <source>Lock the screen: values and alarms stay</source>
            <translation>Bloquear la pantalla: valores y alarmas quedan</translation>
        </message>
        <message>
            <source>Logged</source>
            <translation>Anotado</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Buscar otra vez</translation>
        </message>
        <message>
            <source>Look at it</source>
            <translation>Examinarlo</translation>
        </message>
        <message>
            <source>Look at the list of patients</source>
            <translation>Examinar la lista de pacientes</translation>
        </message>
        <message>
            <source>Look at the newest reading, and repeat if in doubt.</source>
            <translation>Mire la medición más reciente y repita en caso de duda.</translation>
        </message>
        <message>
            <source>Look at the patient. Repeat the reading.</source>
            <translation>Mire al paciente. Repita la medición.</translation>
        </message>
        <message>
            <source>Look at this backup</source>
            <translation>Examinar esta copia</translation>
        </message>
        <message>
            <source>Look for another cuff</source>
            <translation>Buscar otro manguito</translation>
        </message>
        <message>
            <source>Look for sound outputs again</source>
            <translation>Buscar de nuevo salidas de sonido</translation>
        </message>
        <message>
            <source>Look, then press V.</source>
            <translation>Mire y luego pulse V.</translation>
        </message>
        <message>
            <source>Looked up {patient}</source>
            <translation>Consultó a {patient}</translation>
        </message>
        <message>
            <source>Looking for "{chosen}".</source>
            <translation>Buscando «{chosen}».</translation>
        </message>
        <message>
            <source>Looking for the device. Put it into pairing mode now.</source>
            <translation>Buscando el dispositivo. Póngalo ahora en modo de vinculación.</translation>
        </message>
        <message>
            <source>Looks in every {minutes:g} min?</source>
            <translation>¿Se asoma cada {minutes:g} min?</translation>
        </message>
        <message>
            <source>Looks in when asked to?</source>
            <translation>¿Se asoma cuando se le pide?</translation>
        </message>
        <message>
            <source>Lot number</source>
            <translation>Número de lote</translation>
        </message>
        <message>
            <source>Low blood pressure</source>
            <translation>Presión arterial baja</translation>
        </message>
        <message>
            <source>Low oxygen reading</source>
            <translation>Oxígeno bajo</translation>
        </message>
        <message>
            <source>Lowest MOAA/S</source>
            <translation>MOAA/S más baja</translation>
        </message>
        <message>
            <source>Lozenge</source>
            <translation>Pastilla</translation>
        </message>
        <message>
            <source>Lozenge in the mouth {left}</source>
            <translation>Pastilla en la boca {left}</translation>
        </message>
        <message>
            <source>Lozenge out</source>
            <translation>Pastilla fuera</translation>
        </message>
        <message>
            <source>Lozenge out  L</source>
            <translation>Pastilla fuera  L</translation>
        </message>
        <message>
            <source>Lozenge out of the mouth</source>
            <translation>Pastilla fuera de la boca</translation>
        </message>
        <message>
            <source>Lozenge out, spit</source>
            <translation>Pastilla fuera, escupida</translation>
        </message>
        <message>
            <source>Lozenge out, swallowed</source>
            <translation>Pastilla fuera, tragada</translation>
        </message>
        <message>
            <source>Lozenge out, {end}</source>
            <translation>Pastilla fuera, {end}</translation>
        </message>
        <message>
            <source>Lozenge, office</source>
            <translation>Pastilla, consulta</translation>
        </message>
        <message>
            <source>Lying</source>
            <translation>Tumbado</translation>
        </message>
        <message>
            <source>MAOI</source>
            <translation>IMAO</translation>
        </message>
        <message>
            <source>MD, NP …</source>
            <translation>médico, enfermería …</translation>
        </message>
        <message>
            <source>MOAA/S</source>
            <translation>MOAA/S</translation>
        </message>
        <message>
            <source>MOAA/S was not scored in the last {reading_max_age_min:g} min.</source>
            <translation>MOAA/S no se puntuó en los últimos {reading_max_age_min:g} min.</translation>
        </message>
        <message>
            <source>MOAA/S {score:g}, {margin}.</source>
            <translation>MOAA/S {score:g}, {margin}.</translation>
        </message>
        <message>
            <source>MOAA/S {scores:g}, at least {moaas_at_least} asked for.</source>
            <translation>MOAA/S {scores:g}, se pide al menos {moaas_at_least}.</translation>
        </message>
        <message>
            <source>MPADSS</source>
            <translation>MPADSS</translation>
        </message>
        <message>
            <source>Made a backup of {entries} entries</source>
            <translation>Hizo una copia de seguridad de {entries} entradas</translation>
        </message>
        <message>
            <source>Made for surgery: bleeding and pain hand out points here. The vital signs are computed from blood pressure and pulse; the larger change counts.</source>
            <translation>Hecha para cirugía: aquí el sangrado y el dolor dan puntos. Los signos vitales se calculan con la presión arterial y el pulso; cuenta el cambio mayor.</translation>
        </message>
        <message>
            <source>Made for surgery: bleeding, and intake and output, hand out points here. The vital signs are computed from blood pressure and pulse; the larger change counts.</source>
            <translation>Hecha para cirugía: aquí el sangrado, y lo bebido y orinado, dan puntos. Los signos vitales se calculan con la presión arterial y el pulso; cuenta el cambio mayor.</translation>
        </message>
        <message>
            <source>Make a recovery key</source>
            <translation>Crear una clave de recuperación</translation>
        </message>
        <message>
            <source>Make the copy</source>
            <translation>Hacer la copia</translation>
        </message>
        <message>
            <source>Marked in error</source>
            <translation>Marcado como error</translation>
        </message>
        <message>
            <source>May be the same person as someone else.</source>
            <translation>Puede ser la misma persona que otra.</translation>
        </message>
        <message>
            <source>May the program start the cuff by itself? Ask the patient.</source>
            <translation>¿Puede el programa iniciar el manguito por sí mismo? Pregunte al paciente.</translation>
        </message>
        <message>
            <source>May your therapist start the cuff?</source>
            <translation>¿Puede su terapeuta poner en marcha el manguito?</translation>
        </message>
        <message>
            <source>Mean {mean:g} does not lie between diastolic {low:g} and systolic {high:g}.</source>
            <translation>La media {mean:g} no está entre la diastólica {low:g} y la sistólica {high:g}.</translation>
        </message>
        <message>
            <source>Measure</source>
            <translation>Medir</translation>
        </message>
        <message>
            <source>Measure now</source>
            <translation>Medir ahora</translation>
        </message>
        <message>
            <source>Measure with the second cuff</source>
            <translation>Medir con el segundo manguito</translation>
        </message>
        <message>
            <source>Measure, hold M</source>
            <translation>Medir, mantener M</translation>
        </message>
        <message>
            <source>Measured</source>
            <translation>Medido</translation>
        </message>
        <message>
            <source>Measured differently from now on: {words}</source>
            <translation>Se mide de otro modo desde ahora: {words}</translation>
        </message>
        <message>
            <source>Measured just now?</source>
            <translation>¿Medida ahora mismo?</translation>
        </message>
        <message>
            <source>Measured. It is on its way to your therapist.</source>
            <translation>Medido. Va de camino a su terapeuta.</translation>
        </message>
        <message>
            <source>Measuring{pressure}</source>
            <translation>Midiendo{pressure}</translation>
        </message>
        <message>
            <source>Medical clearance in date; illness, pregnancy and medicines unchanged</source>
            <translation>Autorización médica vigente; enfermedad, embarazo y medicación sin cambios</translation>
        </message>
        <message>
            <source>Medisana BU530, BU570, BU572, BU580</source>
            <translation>Medisana BU530, BU570, BU572, BU580</translation>
        </message>
        <message>
            <source>Medium</source>
            <translation>Mediana</translation>
        </message>
        <message>
            <source>Medium alarm not acknowledged</source>
            <translation>Alarma media sin reconocer</translation>
        </message>
        <message>
            <source>Medium alarm that lasts</source>
            <translation>Alarma media que persiste</translation>
        </message>
        <message>
            <source>Memory gap</source>
            <translation>Laguna de memoria</translation>
        </message>
        <message>
            <source>Message from the station</source>
            <translation>Mensaje de la estación</translation>
        </message>
        <message>
            <source>Message from the station by {by}, kept in the record</source>
            <translation>Mensaje de la estación de {by}, guardado en el registro</translation>
        </message>
        <message>
            <source>Message from the station read by {by}.</source>
            <translation>Mensaje de la estación leído por {by}.</translation>
        </message>
        <message>
            <source>Message on the patient's screen, for a minute</source>
            <translation>Mensaje en la pantalla del paciente, durante un minuto</translation>
        </message>
        <message>
            <source>Message to the room</source>
            <translation>Mensaje a la sala</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>Mensajes</translation>
        </message>
        <message>
            <source>Messages were refused: somebody may be altering what is sent.</source>
            <translation>Se rechazaron mensajes: alguien puede estar alterando lo que se envía.</translation>
        </message>
        <message>
            <source>Microlife Bluetooth blood-pressure cuff</source>
            <translation>Manguito de presión arterial Microlife Bluetooth</translation>
        </message>
        <message>
            <source>Mild</source>
            <translation>Leve</translation>
        </message>
        <message>
            <source>Minimal</source>
            <translation>Mínimo</translation>
        </message>
        <message>
            <source>Minimal or none</source>
            <translation>Mínimo o ninguno</translation>
        </message>
        <message>
            <source>Minimum time after the last dose</source>
            <translation>Tiempo mínimo tras la última dosis</translation>
        </message>
        <message>
            <source>Minute zero: {zero}.</source>
            <translation>Minuto cero: {zero}.</translation>
        </message>
        <message>
            <source>Minutes of a medium alarm</source>
            <translation>Minutos de una alarma media</translation>
        </message>
        <message>
            <source>Minutes of an unanswered medium alarm</source>
            <translation>Minutos de una alarma media sin respuesta</translation>
        </message>
        <message>
            <source>Moderate</source>
            <translation>Moderado</translation>
        </message>
        <message>
            <source>Modified Aldrete</source>
            <translation>Aldrete modificada</translation>
        </message>
        <message>
            <source>Moisten the pads and put the strap on: it comes on the air when it is worn.</source>
            <translation>Humedezca los electrodos y póngase la banda: aparece cuando se lleva puesta.</translation>
        </message>
        <message>
            <source>Moisten the pads. The H10 serves two at a time.</source>
            <translation>Humedezca los electrodos. La H10 atiende a dos a la vez.</translation>
        </message>
        <message>
            <source>Monitor</source>
            <translation>Monitor</translation>
        </message>
        <message>
            <source>Monitor and site</source>
            <translation>Vigilante y centro</translation>
        </message>
        <message>
            <source>Monitor on a cable</source>
            <translation>Monitor con cable</translation>
        </message>
        <message>
            <source>Monitoring has stopped</source>
            <translation>La monitorización se ha detenido</translation>
        </message>
        <message>
            <source>Month, day, year</source>
            <translation>Mes, día, año</translation>
        </message>
        <message>
            <source>More about it (may stay empty)</source>
            <translation>Más al respecto (puede quedar vacío)</translation>
        </message>
        <message>
            <source>More about the handover</source>
            <translation>Más sobre la entrega</translation>
        </message>
        <message>
            <source>More about the handover…</source>
            <translation>Más sobre la entrega…</translation>
        </message>
        <message>
            <source>More are not signed yet: see History.</source>
            <translation>Hay más sin firmar: véase Historial.</translation>
        </message>
        <message>
            <source>More cells than headings.</source>
            <translation>Más celdas que encabezados.</translation>
        </message>
        <message>
            <source>More is on the air than can be listed. Carry the cuff to a quieter room, or switch off other Bluetooth devices near here.</source>
            <translation>Hay más señales de las que se pueden listar. Lleve el manguito a una sala más tranquila o apague otros dispositivos Bluetooth cercanos.</translation>
        </message>
        <message>
            <source>More than 40 % away</source>
            <translation>Se aparta más del 40 %</translation>
        </message>
        <message>
            <source>More than 50 % away</source>
            <translation>Se aparta más del 50 %</translation>
        </message>
        <message>
            <source>More than {undo_s:g} s ago. Amend it.</source>
            <translation>Hace más de {undo_s:g} s. Enmiéndelo.</translation>
        </message>
        <message>
            <source>Mouth or throat pain</source>
            <translation>Dolor de boca o garganta</translation>
        </message>
        <message>
            <source>Moved or talked</source>
            <translation>Se movió o habló</translation>
        </message>
        <message>
            <source>Moves when asked</source>
            <translation>Se mueve cuando se le pide</translation>
        </message>
        <message>
            <source>Music</source>
            <translation>Música</translation>
        </message>
        <message>
            <source>NO LINK</source>
            <translation>SIN ENLACE</translation>
        </message>
        <message>
            <source>NO NEWS</source>
            <translation>SIN NOTICIAS</translation>
        </message>
        <message>
            <source>NOT FOR THIS SCREEN</source>
            <translation>NO ES PARA ESTA PANTALLA</translation>
        </message>
        <message>
            <source>NOT HEARD YET</source>
            <translation>AÚN SIN NOTICIAS</translation>
        </message>
        <message>
            <source>NOT SAVED</source>
            <translation>NO GUARDADO</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nombre</translation>
        </message>
        <message>
            <source>Name a folder for the backups.</source>
            <translation>Indique una carpeta para las copias.</translation>
        </message>
        <message>
            <source>Name a folder for the file.</source>
            <translation>Indique una carpeta para el archivo.</translation>
        </message>
        <message>
            <source>Name and whom to call</source>
            <translation>Nombre y a quién llamar</translation>
        </message>
        <message>
            <source>Name of the clinician who decided</source>
            <translation>Nombre del clínico que decidió</translation>
        </message>
        <message>
            <source>Name of the clinician who signs</source>
            <translation>Nombre del clínico que firma</translation>
        </message>
        <message>
            <source>Name of the copy</source>
            <translation>Nombre de la copia</translation>
        </message>
        <message>
            <source>Name of the practice</source>
            <translation>Nombre de la consulta</translation>
        </message>
        <message>
            <source>Name of the second person</source>
            <translation>Nombre de la segunda persona</translation>
        </message>
        <message>
            <source>Name of {device}</source>
            <translation>Nombre de {device}</translation>
        </message>
        <message>
            <source>Name or initials</source>
            <translation>Nombre o iniciales</translation>
        </message>
        <message>
            <source>Name the file of a backup.</source>
            <translation>Indique el archivo de una copia.</translation>
        </message>
        <message>
            <source>Name, by the patient</source>
            <translation>Nombre, por el paciente</translation>
        </message>
        <message>
            <source>Name, relationship and phone.</source>
            <translation>Nombre, relación y teléfono.</translation>
        </message>
        <message>
            <source>Nasal discomfort</source>
            <translation>Molestia nasal</translation>
        </message>
        <message>
            <source>Nausea</source>
            <translation>Náuseas</translation>
        </message>
        <message>
            <source>Nausea and vomiting</source>
            <translation>Náuseas y vómitos</translation>
        </message>
        <message>
            <source>Nausea none or mild, no vomiting for 30 minutes</source>
            <translation>Náuseas ausentes o leves, sin vómitos durante 30 minutos</translation>
        </message>
        <message>
            <source>Nausea now</source>
            <translation>Náuseas ahora</translation>
        </message>
        <message>
            <source>Near baseline means within</source>
            <translation>Cerca de la basal significa a menos de</translation>
        </message>
        <message>
            <source>Near-fainting</source>
            <translation>Casi desmayo</translation>
        </message>
        <message>
            <source>Needs oxygen to stay above 90 %</source>
            <translation>Necesita oxígeno para superar el 90 %</translation>
        </message>
        <message>
            <source>Neither</source>
            <translation>Ninguna</translation>
        </message>
        <message>
            <source>Neither a name nor a local number.</source>
            <translation>Ni nombre ni número local.</translation>
        </message>
        <message>
            <source>Neither button inflates a cuff: both only ask the monitor who it is and how it stands.</source>
            <translation>Ninguno de los dos botones infla un manguito: ambos solo preguntan al monitor quién es y cómo está.</translation>
        </message>
        <message>
            <source>Never</source>
            <translation>Nunca</translation>
        </message>
        <message>
            <source>Never mind</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Nuevo</translation>
        </message>
        <message>
            <source>New code</source>
            <translation>Código nuevo</translation>
        </message>
        <message>
            <source>New code, for another start or computer</source>
            <translation>Código nuevo, para otro inicio u ordenador</translation>
        </message>
        <message>
            <source>New secret</source>
            <translation>Clave nueva</translation>
        </message>
        <message>
            <source>New secret again</source>
            <translation>Clave nueva otra vez</translation>
        </message>
        <message>
            <source>New session</source>
            <translation>Nueva sesión</translation>
        </message>
        <message>
            <source>New thoughts of suicide?</source>
            <translation>¿Nuevos pensamientos suicidas?</translation>
        </message>
        <message>
            <source>New token</source>
            <translation>Nueva clave de acceso</translation>
        </message>
        <message>
            <source>New weakness, numbness or a drooping face on one side</source>
            <translation>Debilidad, adormecimiento o cara caída nuevos en un lado</translation>
        </message>
        <message>
            <source>New weakness, numbness or drooping on one side</source>
            <translation>Debilidad, adormecimiento o caída nuevos en un lado</translation>
        </message>
        <message>
            <source>Newer ones speak another protocol at 115200 baud and stay without a reading.</source>
            <translation>Los más nuevos hablan otro protocolo a 115200 baudios y se quedan sin lectura.</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Siguiente</translation>
        </message>
        <message>
            <source>Next part of the tour</source>
            <translation>Siguiente parte de la visita</translation>
        </message>
        <message>
            <source>Next reading</source>
            <translation>Próxima lectura</translation>
        </message>
        <message>
            <source>Next: {upcoming}</source>
            <translation>Próxima: {upcoming}</translation>
        </message>
        <message>
            <source>No</source>
            <translation>No</translation>
        </message>
        <message>
            <source>No Bluetooth was found on this computer. Switch it on in the computer's settings, or plug in an adapter, then check again. A cuff on a cable works without it.</source>
            <translation>No se encontró Bluetooth en este ordenador. Enciéndalo en los ajustes del ordenador, o conecte un adaptador, y revise de nuevo. Un manguito con cable funciona sin él.</translation>
        </message>
        <message>
            <source>No alarm of this room waits for an answer.</source>
            <translation>Ninguna alarma de esta sala espera respuesta.</translation>
        </message>
        <message>
            <source>No alarm so far.</source>
            <translation>Ninguna alarma hasta ahora.</translation>
        </message>
        <message>
            <source>No alcohol, sedative or new substance today; medicines held as ordered</source>
            <translation>Sin alcohol, sedantes ni sustancias nuevas hoy; medicación suspendida según la orden</translation>
        </message>
        <message>
            <source>No answer</source>
            <translation>Sin respuesta</translation>
        </message>
        <message>
            <source>No baseline to compare with.</source>
            <translation>No hay basal con la que comparar.</translation>
        </message>
        <message>
            <source>No blood pressure in this row.</source>
            <translation>No hay presión arterial en esta fila.</translation>
        </message>
        <message>
            <source>No chart system is set up. Settings, Data: give its address.</source>
            <translation>No hay ninguna historia clínica configurada. Ajustes, Datos: indique su dirección.</translation>
        </message>
        <message>
            <source>No cuff is connected, so there is none to start. Connect one in Prepare, or type what a display shows: any digit begins.</source>
            <translation>No hay ningún manguito conectado, así que no hay ninguno que iniciar. Conecte uno en Preparar, o escriba lo que muestra una pantalla: cualquier cifra empieza.</translation>
        </message>
        <message>
            <source>No cuff is connected.</source>
            <translation>No hay ningún manguito conectado.</translation>
        </message>
        <message>
            <source>No cuff is connected. Connect one, or type what a display shows: it counts alike.</source>
            <translation>No hay ningún manguito conectado. Conecte uno, o escriba lo que muestra una pantalla: cuenta igual.</translation>
        </message>
        <message>
            <source>No date in this row; one stands above it.</source>
            <translation>Esta fila no tiene fecha; hay una más arriba.</translation>
        </message>
        <message>
            <source>No date.</source>
            <translation>Sin fecha.</translation>
        </message>
        <message>
            <source>No device is known yet. Find one and try it out before the first session.</source>
            <translation>Todavía no se conoce ningún dispositivo. Busque uno y pruébelo antes de la primera sesión.</translation>
        </message>
        <message>
            <source>No dose has been recorded.</source>
            <translation>No se ha registrado ninguna dosis.</translation>
        </message>
        <message>
            <source>No dose recorded</source>
            <translation>Ninguna dosis registrada</translation>
        </message>
        <message>
            <source>No dose was recorded.</source>
            <translation>No se registró ninguna dosis.</translation>
        </message>
        <message>
            <source>No dose was taken yet.</source>
            <translation>Todavía no se tomó ninguna dosis.</translation>
        </message>
        <message>
            <source>No driving</source>
            <translation>No conducir</translation>
        </message>
        <message>
            <source>No driving before {when}; said back: {part}</source>
            <translation>No conducir antes de {when}; lo repitió: {part}</translation>
        </message>
        <message>
            <source>No driving for at least</source>
            <translation>Sin conducir al menos</translation>
        </message>
        <message>
            <source>No driving for at least, in hours</source>
            <translation>Sin conducir al menos, en horas</translation>
        </message>
        <message>
            <source>No driving, no machines, no binding decisions until tomorrow after a night's sleep, at least 24 hours.</source>
            <translation>No conducir, no manejar máquinas y no tomar decisiones vinculantes hasta mañana, tras una noche de sueño y al menos 24 horas.</translation>
        </message>
        <message>
            <source>No fresh SpO2.</source>
            <translation>No hay SpO2 reciente.</translation>
        </message>
        <message>
            <source>No fresh heart rate.</source>
            <translation>No hay frecuencia cardíaca reciente.</translation>
        </message>
        <message>
            <source>No heading names a column: {names}. Put a row of headings above the values.</source>
            <translation>Ningún encabezado nombra una columna: {names}. Ponga una fila de encabezados sobre los valores.</translation>
        </message>
        <message>
            <source>No heads are noted at {path}: that the whole file was put back to an older state would not show.</source>
            <translation>No hay extremos anotados en {path}: que se hubiera repuesto un estado anterior del archivo entero no se notaría.</translation>
        </message>
        <message>
            <source>No link</source>
            <translation>Sin enlace</translation>
        </message>
        <message>
            <source>No lozenge was given.</source>
            <translation>No se dio ninguna pastilla.</translation>
        </message>
        <message>
            <source>No order is recorded.</source>
            <translation>No hay ninguna orden registrada.</translation>
        </message>
        <message>
            <source>No reading after {waited}. Type what the cuff's display shows: it counts as well.</source>
            <translation>No hay lectura tras {waited}. Escriba lo que muestra la pantalla del manguito: también cuenta.</translation>
        </message>
        <message>
            <source>No reading is running.</source>
            <translation>No hay ninguna lectura en curso.</translation>
        </message>
        <message>
            <source>No reading of the last {oldest:g} min.</source>
            <translation>No hay lectura de los últimos {oldest:g} min.</translation>
        </message>
        <message>
            <source>No reading since the dose before.</source>
            <translation>No hay lectura desde la dosis anterior.</translation>
        </message>
        <message>
            <source>No reading yet. Put the cuff on and press Measure now.</source>
            <translation>Todavía no hay lectura. Coloque el manguito y pulse Medir.</translation>
        </message>
        <message>
            <source>No reading yet. Start the rest, then press Measure.</source>
            <translation>Todavía no hay lectura. Inicie el reposo y luego pulse Medir.</translation>
        </message>
        <message>
            <source>No reading yet. Start the rest, then type what the display shows.</source>
            <translation>Aún no hay lecturas. Inicie el reposo y escriba después lo que muestra la pantalla.</translation>
        </message>
        <message>
            <source>No reading: {failed}</source>
            <translation>Sin lectura: {failed}</translation>
        </message>
        <message>
            <source>No reading: {said}.</source>
            <translation>Sin lectura: {said}.</translation>
        </message>
        <message>
            <source>No red flag seen</source>
            <translation>Sin señales de alerta</translation>
        </message>
        <message>
            <source>No room is on this screen's roster. Take the clinic's newest roster here.</source>
            <translation>No hay ninguna sala en la lista de esta pantalla. Cargue aquí la lista más reciente de la clínica.</translation>
        </message>
        <message>
            <source>No serial port. Plug the cable in: it appears here by itself.</source>
            <translation>No hay puerto serie. Conecte el cable: aparece aquí por sí solo.</translation>
        </message>
        <message>
            <source>No session is open in this room. Nothing was done.</source>
            <translation>No hay ninguna sesión abierta en esta sala. No se hizo nada.</translation>
        </message>
        <message>
            <source>No session is open.</source>
            <translation>No hay ninguna sesión abierta.</translation>
        </message>
        <message>
            <source>No session open</source>
            <translation>Sin sesión abierta</translation>
        </message>
        <message>
            <source>No session yet.</source>
            <translation>Todavía no hay sesiones.</translation>
        </message>
        <message>
            <source>No such button? Press START and let the cuff finish: most come on the air then.</source>
            <translation>¿No hay tal botón? Pulse START y deje que el manguito termine: la mayoría aparece entonces.</translation>
        </message>
        <message>
            <source>No talking, during the rest and the reading</source>
            <translation>Sin hablar, durante el reposo y la lectura</translation>
        </message>
        <message>
            <source>No telehealth server is set. Enter its address in the settings. Readings can be typed meanwhile.</source>
            <translation>No hay servidor de telesalud configurado. Escriba su dirección en los ajustes. Mientras tanto se pueden teclear las lecturas.</translation>
        </message>
        <message>
            <source>No test reading from the patient's cuff was accepted.</source>
            <translation>No se aceptó ninguna medición de prueba del manguito del paciente.</translation>
        </message>
        <message>
            <source>No time of day.</source>
            <translation>Sin hora del día.</translation>
        </message>
        <message>
            <source>No word from the patient's side</source>
            <translation>Sin noticias del lado del paciente</translation>
        </message>
        <message>
            <source>No, I press START</source>
            <translation>No, yo pulso START</translation>
        </message>
        <message>
            <source>No, it is old</source>
            <translation>No, es antigua</translation>
        </message>
        <message>
            <source>No.</source>
            <translation>No.</translation>
        </message>
        <message>
            <source>Nobody answers under these digits. Ask whether they are still shown.</source>
            <translation>Nadie responde con estas cifras. Pregunte si todavía se muestran.</translation>
        </message>
        <message>
            <source>Nobody could open it: this computer keeps no secrets, and nobody has one. Give yourself a secret first; then encrypt the record. Nothing was changed.</source>
            <translation>Nadie podría abrirlo: este ordenador no guarda secretos y nadie tiene uno. Dese primero un secreto; después cifre el registro. No se cambió nada.</translation>
        </message>
        <message>
            <source>Nobody has decided yet where backups go: see Settings, Data.</source>
            <translation>Nadie ha decidido todavía dónde van las copias: véase Ajustes, Datos.</translation>
        </message>
        <message>
            <source>Nobody has signed this preset. A clinician signs it first.</source>
            <translation>Nadie ha firmado esta plantilla. Primero la firma un clínico.</translation>
        </message>
        <message>
            <source>Nobody has signed this preset. It is a template: a clinician reviews and signs it before it is used with a patient.</source>
            <translation>Nadie ha firmado esta plantilla. Un clínico la revisa y la firma antes de usarla con un paciente.</translation>
        </message>
        <message>
            <source>Nobody has signed this preset: it can be used for simulations only.</source>
            <translation>Nadie ha firmado esta plantilla: solo sirve para simulaciones.</translation>
        </message>
        <message>
            <source>Nobody here has a secret: anybody at this computer can be any of these people. Secrets are set in Settings, People.</source>
            <translation>Aquí nadie tiene clave: quien esté ante este ordenador puede ser cualquiera de estas personas. Las claves se ponen en Ajustes, Personas.</translation>
        </message>
        <message>
            <source>Nobody known by that: a new patient.</source>
            <translation>Nadie conocido con eso: un paciente nuevo.</translation>
        </message>
        <message>
            <source>Nobody named.</source>
            <translation>No se nombró a nadie.</translation>
        </message>
        <message>
            <source>Nobody pressed START.</source>
            <translation>Nadie pulsó START.</translation>
        </message>
        <message>
            <source>Nobody said in time that the two numbers are the same, so nothing was paired. Put the device into pairing mode and try again.</source>
            <translation>Nadie dijo a tiempo que los dos números son iguales, así que no se vinculó nada. Ponga el dispositivo en modo de vinculación e inténtelo de nuevo.</translation>
        </message>
        <message>
            <source>Nobody was named. Nothing was done.</source>
            <translation>No se indicó ningún nombre. No se hizo nada.</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Ninguna</translation>
        </message>
        <message>
            <source>None due</source>
            <translation>Ninguna pendiente</translation>
        </message>
        <message>
            <source>None imported yet. They count for nothing in a session: no alarm, no gate.</source>
            <translation>Todavía no se ha importado ninguna. No cuentan para nada en una sesión: ni alarmas ni criterio de dosis.</translation>
        </message>
        <message>
            <source>None of its own</source>
            <translation>Ninguno propio</translation>
        </message>
        <message>
            <source>None seen</source>
            <translation>Ninguna observada</translation>
        </message>
        <message>
            <source>None yet. A device that you set up once is offered here the next time.</source>
            <translation>Ninguno todavía. Un dispositivo que configure una vez se ofrece aquí la próxima.</translation>
        </message>
        <message>
            <source>Nonin 3230 finger oximeter</source>
            <translation>Oxímetro de dedo Nonin 3230</translation>
        </message>
        <message>
            <source>Not a date and time.</source>
            <translation>No es una fecha y hora.</translation>
        </message>
        <message>
            <source>Not a date.</source>
            <translation>No es una fecha.</translation>
        </message>
        <message>
            <source>Not a number.</source>
            <translation>No es un número.</translation>
        </message>
        <message>
            <source>Not answered for {minutes:.0f} min.</source>
            <translation>Sin respuesta desde hace {minutes:.0f} min.</translation>
        </message>
        <message>
            <source>Not answered.</source>
            <translation>Sin responder.</translation>
        </message>
        <message>
            <source>Not as ordered: {drug}, {unit}, {route}.</source>
            <translation>Distinto de la orden: {drug}, {unit}, {route}.</translation>
        </message>
        <message>
            <source>Not asked.</source>
            <translation>Sin preguntar.</translation>
        </message>
        <message>
            <source>Not assessed</source>
            <translation>No valorado</translation>
        </message>
        <message>
            <source>Not assessed.</source>
            <translation>No valorado.</translation>
        </message>
        <message>
            <source>Not at all, or dizzy</source>
            <translation>Nada, o con mareo</translation>
        </message>
        <message>
            <source>Not before {named_day}{sleep}.</source>
            <translation>No antes de {named_day}{sleep}.</translation>
        </message>
        <message>
            <source>Not connected</source>
            <translation>Sin conexión</translation>
        </message>
        <message>
            <source>Not connected yet</source>
            <translation>Todavía sin conexión</translation>
        </message>
        <message>
            <source>Not counted</source>
            <translation>No cuenta</translation>
        </message>
        <message>
            <source>Not every value was measured.</source>
            <translation>No se midieron todos los valores.</translation>
        </message>
        <message>
            <source>Not handed over yet: record it when the chaperone takes over.</source>
            <translation>Aún sin entregar: anótelo cuando la persona de apoyo se haga cargo.</translation>
        </message>
        <message>
            <source>Not handed over yet: record it when they leave.</source>
            <translation>Todavía no entregado: regístrelo cuando se vayan.</translation>
        </message>
        <message>
            <source>Not heard</source>
            <translation>Sin noticias</translation>
        </message>
        <message>
            <source>Not in pairing mode. If it was never paired with this computer, hold its Bluetooth button until the P flashes.</source>
            <translation>No está en modo de vinculación. Si nunca se vinculó con este ordenador, mantenga su botón de Bluetooth hasta que parpadee la P.</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Ahora no</translation>
        </message>
        <message>
            <source>Not now, patient is inward</source>
            <translation>Ahora no, el paciente está en su interior</translation>
        </message>
        <message>
            <source>Not now, patient is inward.</source>
            <translation>Ahora no, el paciente está en su interior.</translation>
        </message>
        <message>
            <source>Not now, {later_min} minutes later</source>
            <translation>Ahora no, {later_min} minutos después</translation>
        </message>
        <message>
            <source>Not now: do not measure</source>
            <translation>Ahora no: no medir</translation>
        </message>
        <message>
            <source>Not on the list?</source>
            <translation>¿No está en la lista?</translation>
        </message>
        <message>
            <source>Not recorded.</source>
            <translation>Sin registrar.</translation>
        </message>
        <message>
            <source>Not scored.</source>
            <translation>Sin puntuar.</translation>
        </message>
        <message>
            <source>Not scored.{told}</source>
            <translation>Sin puntuar.{told}</translation>
        </message>
        <message>
            <source>Not seen for more than {every_min:g} min: {rule}.</source>
            <translation>No observado en más de {every_min:g} min: {rule}.</translation>
        </message>
        <message>
            <source>Not sent: the link is down. Speak to the patient.</source>
            <translation>No enviado: el enlace está caído. Hable con el paciente.</translation>
        </message>
        <message>
            <source>Not signed</source>
            <translation>Sin firmar</translation>
        </message>
        <message>
            <source>Not signed.</source>
            <translation>Sin firmar.</translation>
        </message>
        <message>
            <source>Not signed. Name {value}  Signature {value}  Date {value2}</source>
            <translation>Sin firmar. Nombre {value}  Firma {value}  Fecha {value2}</translation>
        </message>
        <message>
            <source>Not steady</source>
            <translation>Inestable</translation>
        </message>
        <message>
            <source>Not sure</source>
            <translation>No está seguro</translation>
        </message>
        <message>
            <source>Not sure.</source>
            <translation>No está seguro.</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Nota</translation>
        </message>
        <message>
            <source>Note copied. The clipboard is cleared after a minute.</source>
            <translation>Nota copiada. El portapapeles se borra al cabo de un minuto.</translation>
        </message>
        <message>
            <source>Note to an entry</source>
            <translation>Nota a una entrada</translation>
        </message>
        <message>
            <source>Note, kept in the record</source>
            <translation>Nota, guardada en el registro</translation>
        </message>
        <message>
            <source>Note: {text}{part}</source>
            <translation>Nota: {text}{part}</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Notas</translation>
        </message>
        <message>
            <source>Note…  N</source>
            <translation>Nota…  N</translation>
        </message>
        <message>
            <source>Nothing answered. Check that the monitor is switched on, that the cable is the one for it, and that its serial port is switched on in its own settings. A monitor that only prints its readings answers no question: choose it in the list.</source>
            <translation>Nada respondió. Compruebe que el monitor está encendido, que el cable es el suyo y que su puerto serie está activado en sus ajustes. Un monitor que solo imprime sus lecturas no responde a preguntas: elíjalo en la lista.</translation>
        </message>
        <message>
            <source>Nothing found. Search by patient, date, protocol or outcome.</source>
            <translation>No se encontró nada. Busque por paciente, fecha, protocolo o desenlace.</translation>
        </message>
        <message>
            <source>Nothing heard yet. Do what the drawing shows: the cuff appears here by itself.</source>
            <translation>Todavía no se oye nada. Haga lo que muestra el dibujo: el manguito aparece aquí por sí solo.</translation>
        </message>
        <message>
            <source>Nothing is changed yet.</source>
            <translation>Todavía no se ha cambiado nada.</translation>
        </message>
        <message>
            <source>Nothing is filled in.</source>
            <translation>No se rellena nada.</translation>
        </message>
        <message>
            <source>Nothing is heard. The patient's side goes on recording.</source>
            <translation>No se oye nada. El lado del paciente sigue registrando.</translation>
        </message>
        <message>
            <source>Nothing is known of this room just now. Call it.</source>
            <translation>Ahora mismo no se sabe nada de esta sala. Llame.</translation>
        </message>
        <message>
            <source>Nothing is left to erase: no word about {patient} is in the record.</source>
            <translation>No queda nada que borrar: en el registro no hay ninguna palabra sobre {patient}.</translation>
        </message>
        <message>
            <source>Nothing may be written there.</source>
            <translation>Allí no se puede escribir nada.</translation>
        </message>
        <message>
            <source>Nothing of this session was kept. Tell your therapist, and ask for new digits.</source>
            <translation>No se guardó nada de esta sesión. Avise a su terapeuta y pida cifras nuevas.</translation>
        </message>
        <message>
            <source>Nothing open.</source>
            <translation>Nada pendiente.</translation>
        </message>
        <message>
            <source>Nothing to do now</source>
            <translation>Ahora no hay nada que hacer</translation>
        </message>
        <message>
            <source>Nothing was asked: compare the two words with the patient first.</source>
            <translation>No se pidió nada: primero compare las dos palabras con el paciente.</translation>
        </message>
        <message>
            <source>Nothing was changed. Keep this file as it is, and restore the latest backup.</source>
            <translation>No se cambió nada. Conserve este archivo como está y restaure la última copia de seguridad.</translation>
        </message>
        <message>
            <source>Nothing was done that this asks for.</source>
            <translation>No se hizo nada de lo que se busca.</translation>
        </message>
        <message>
            <source>Nothing was taken: {reason}</source>
            <translation>No se ha tomado nada: {reason}</translation>
        </message>
        <message>
            <source>Nothing went between the two yet.</source>
            <translation>Todavía no pasó nada entre los dos.</translation>
        </message>
        <message>
            <source>Nothing.</source>
            <translation>Nada.</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Ahora</translation>
        </message>
        <message>
            <source>Now take a test reading</source>
            <translation>Haga ahora una lectura de prueba</translation>
        </message>
        <message>
            <source>Now your cuff</source>
            <translation>Ahora su manguito</translation>
        </message>
        <message>
            <source>Now {priority}: {reason}</source>
            <translation>Ahora {priority}: {reason}</translation>
        </message>
        <message>
            <source>Now, or in {left}</source>
            <translation>Ahora, o en {left}</translation>
        </message>
        <message>
            <source>Numb or tingling mouth</source>
            <translation>Boca dormida u hormigueo</translation>
        </message>
        <message>
            <source>Numbness (hypoaesthesia)</source>
            <translation>Adormecimiento (hipoestesia)</translation>
        </message>
        <message>
            <source>Nystagmus</source>
            <translation>Nistagmo</translation>
        </message>
        <message>
            <source>OFFLINE</source>
            <translation>DESCONECTADA</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>Desactivado</translation>
        </message>
        <message>
            <source>Offered, not taken.</source>
            <translation>Ofrecida, no tomada.</translation>
        </message>
        <message>
            <source>Office</source>
            <translation>Consulta</translation>
        </message>
        <message>
            <source>Older entries</source>
            <translation>Entradas anteriores</translation>
        </message>
        <message>
            <source>Older sessions</source>
            <translation>Sesiones anteriores</translation>
        </message>
        <message>
            <source>Oldest reading for a booster</source>
            <translation>Lectura más antigua para un refuerzo</translation>
        </message>
        <message>
            <source>Oldest reading that counts</source>
            <translation>Lectura más antigua que cuenta</translation>
        </message>
        <message>
            <source>Omron BP5150, BP5250, BP7000, EVOLV, X2 Smart+, X4 Smart, M4 and M7 Intelli IT</source>
            <translation>Omron BP5150, BP5250, BP7000, EVOLV, X2 Smart+, X4 Smart, M4 and M7 Intelli IT</translation>
        </message>
        <message>
            <source>On Linux add the account to the group dialout (sudo usermod -aG dialout $USER) and sign in again.</source>
            <translation>En Linux añada la cuenta al grupo dialout (sudo usermod -aG dialout $USER) y vuelva a entrar.</translation>
        </message>
        <message>
            <source>On a cable</source>
            <translation>Con cable</translation>
        </message>
        <message>
            <source>On battery, {percent:.0f} %. Please plug the charger in.</source>
            <translation>Con batería, {percent:.0f} %. Conecte el cargador, por favor.</translation>
        </message>
        <message>
            <source>On battery. Please plug the charger in.</source>
            <translation>Con batería. Conecte el cargador, por favor.</translation>
        </message>
        <message>
            <source>On foot, with the escort</source>
            <translation>A pie, con el acompañante</translation>
        </message>
        <message>
            <source>On no roster known here, and not shown: {rooms}. Take the clinic's newest roster here.</source>
            <translation>En ninguna lista conocida aquí, y sin mostrar: {rooms}. Cargue aquí la lista más reciente de la clínica.</translation>
        </message>
        <message>
            <source>On the way</source>
            <translation>En camino</translation>
        </message>
        <message>
            <source>Once a day</source>
            <translation>Una vez al día</translation>
        </message>
        <message>
            <source>Once in a session, it connects by itself whenever it is switched on and near.</source>
            <translation>Una vez en una sesión, se conecta solo siempre que esté encendido y cerca.</translation>
        </message>
        <message>
            <source>One digit does not fit, please listen again.</source>
            <translation>Una cifra no encaja, escuche otra vez, por favor.</translation>
        </message>
        <message>
            <source>One digit does not fit. Please listen again. Nothing was sent.</source>
            <translation>Una cifra no encaja. Escuche otra vez, por favor. No se envió nada.</translation>
        </message>
        <message>
            <source>One key logs what happens, with its time. The letters stand on the buttons.</source>
            <translation>Una tecla anota lo que pasa, con su hora. Las letras están en los botones.</translation>
        </message>
        <message>
            <source>One moment</source>
            <translation>Un momento</translation>
        </message>
        <message>
            <source>One more reading if two differ by</source>
            <translation>Una lectura más si dos difieren en</translation>
        </message>
        <message>
            <source>One of them</source>
            <translation>Una de ellas</translation>
        </message>
        <message>
            <source>One room</source>
            <translation>Una sala</translation>
        </message>
        <message>
            <source>One test reading</source>
            <translation>Una lectura de prueba</translation>
        </message>
        <message>
            <source>One thing to know</source>
            <translation>Una cosa que debe saber</translation>
        </message>
        <message>
            <source>Only the cuff's own button</source>
            <translation>Solo el botón del propio manguito</translation>
        </message>
        <message>
            <source>Only this computer can open the record, and its backups: nobody has a secret, and there is no recovery key. Make one in Settings, Data.</source>
            <translation>Solo este ordenador puede abrir el registro y sus copias de seguridad: nadie tiene un secreto y no hay clave de recuperación. Cree una en Ajustes, Datos.</translation>
        </message>
        <message>
            <source>Only what asks or is left out</source>
            <translation>Solo lo que pregunta o queda fuera</translation>
        </message>
        <message>
            <source>Only where your clinic uses them.</source>
            <translation>Solo donde su clínica las usa.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Abrir</translation>
        </message>
        <message>
            <source>Open again to sign</source>
            <translation>Abrir de nuevo para firmar</translation>
        </message>
        <message>
            <source>Open here without asking</source>
            <translation>Abrir aquí sin preguntar</translation>
        </message>
        <message>
            <source>Open session</source>
            <translation>Abrir sesión</translation>
        </message>
        <message>
            <source>Open the discharge check</source>
            <translation>Abrir la revisión del alta</translation>
        </message>
        <message>
            <source>Open the port</source>
            <translation>Abrir el puerto</translation>
        </message>
        <message>
            <source>Open to amend</source>
            <translation>Abrir para enmendar</translation>
        </message>
        <message>
            <source>Open {preset}</source>
            <translation>Abrir {preset}</translation>
        </message>
        <message>
            <source>Open: {item}.</source>
            <translation>Pendiente: {item}.</translation>
        </message>
        <message>
            <source>Opened session {session}</source>
            <translation>Abrió la sesión {session}</translation>
        </message>
        <message>
            <source>Opened session {session} to amend it</source>
            <translation>Abrió la sesión {session} para enmendarla</translation>
        </message>
        <message>
            <source>Opened the course of {patient}</source>
            <translation>Abrió el curso de {patient}</translation>
        </message>
        <message>
            <source>Opened, printed, copied</source>
            <translation>Abierto, impreso, copiado</translation>
        </message>
        <message>
            <source>Opioid</source>
            <translation>Opioide</translation>
        </message>
        <message>
            <source>Optical: trust it at rest only.</source>
            <translation>Óptico: fiable solo en reposo.</translation>
        </message>
        <message>
            <source>Optional now</source>
            <translation>Opcional ahora</translation>
        </message>
        <message>
            <source>Or open the clinic's page, {page}, and type the digits that your therapist reads to you.</source>
            <translation>O abra la página de la clínica, {page}, y escriba las cifras que le lea su terapeuta.</translation>
        </message>
        <message>
            <source>Or type what the display shows</source>
            <translation>O escriba lo que muestra la pantalla</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Orden</translation>
        </message>
        <message>
            <source>Order file</source>
            <translation>Archivo de la orden</translation>
        </message>
        <message>
            <source>Order held while you point. {room} needs somebody first.</source>
            <translation>El orden se mantiene mientras señala. {room} necesita a alguien primero.</translation>
        </message>
        <message>
            <source>Order of {day}. Which lines hold today?</source>
            <translation>Orden del {day}. ¿Qué líneas valen hoy?</translation>
        </message>
        <message>
            <source>Ordered</source>
            <translation>Ordenado</translation>
        </message>
        <message>
            <source>Orientation</source>
            <translation>Orientación</translation>
        </message>
        <message>
            <source>Orientation and walk seen before the dose</source>
            <translation>Orientación y marcha observadas antes de la dosis</translation>
        </message>
        <message>
            <source>Orientation: person, place, time, situation</source>
            <translation>Orientación: persona, lugar, tiempo, situación</translation>
        </message>
        <message>
            <source>Oriented and steady gait</source>
            <translation>Orientado y marcha estable</translation>
        </message>
        <message>
            <source>Oriented: person, place, time, situation</source>
            <translation>Orientado: persona, lugar, tiempo, situación</translation>
        </message>
        <message>
            <source>Other</source>
            <translation>Otro</translation>
        </message>
        <message>
            <source>Other (free text)</source>
            <translation>Otro (texto libre)</translation>
        </message>
        <message>
            <source>Other drugs</source>
            <translation>Otros fármacos</translation>
        </message>
        <message>
            <source>Other sedative-hypnotic</source>
            <translation>Otro sedante o hipnótico</translation>
        </message>
        <message>
            <source>Out</source>
            <translation>Fuera</translation>
        </message>
        <message>
            <source>Out at</source>
            <translation>Fuera a las</translation>
        </message>
        <message>
            <source>Out at {time}.</source>
            <translation>Fuera a las {time}.</translation>
        </message>
        <message>
            <source>Out, spit</source>
            <translation>Fuera, escupida</translation>
        </message>
        <message>
            <source>Out, swallowed</source>
            <translation>Fuera, tragada</translation>
        </message>
        <message>
            <source>Out, {ends}</source>
            <translation>Fuera, {ends}</translation>
        </message>
        <message>
            <source>Out:  L</source>
            <translation>Fuera:  L</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>Desenlace</translation>
        </message>
        <message>
            <source>Outcome: none yet</source>
            <translation>Desenlace: ninguno todavía</translation>
        </message>
        <message>
            <source>Outside what a body can have.</source>
            <translation>Fuera de lo que un cuerpo puede tener.</translation>
        </message>
        <message>
            <source>Over</source>
            <translation>Pasada</translation>
        </message>
        <message>
            <source>Over now</source>
            <translation>Ya pasó</translation>
        </message>
        <message>
            <source>Over: {line}</source>
            <translation>Pasada: {line}</translation>
        </message>
        <message>
            <source>Overdue {left} min</source>
            <translation>Retrasada {left} min</translation>
        </message>
        <message>
            <source>Override by a named clinician</source>
            <translation>Excepción de un clínico con nombre</translation>
        </message>
        <message>
            <source>Override by a named clinician…</source>
            <translation>Excepción de un clínico con nombre…</translation>
        </message>
        <message>
            <source>Override of a held gate allowed</source>
            <translation>Se permite excepción a un control retenido</translation>
        </message>
        <message>
            <source>Override the booster's gate</source>
            <translation>Excepción al control del refuerzo</translation>
        </message>
        <message>
            <source>Overrides and deviations</source>
            <translation>Excepciones y desviaciones</translation>
        </message>
        <message>
            <source>Override…</source>
            <translation>Excepción…</translation>
        </message>
        <message>
            <source>Oximeter</source>
            <translation>Oxímetro</translation>
        </message>
        <message>
            <source>Oximeter and cuff on; alarm limits read out</source>
            <translation>Oxímetro y manguito puestos; límites de alarma leídos en voz alta</translation>
        </message>
        <message>
            <source>Oximeter on</source>
            <translation>Oxímetro puesto</translation>
        </message>
        <message>
            <source>Oxygen</source>
            <translation>Oxígeno</translation>
        </message>
        <message>
            <source>Oxygen, airway and antiemetic to hand</source>
            <translation>Oxígeno, vía aérea y antiemético a mano</translation>
        </message>
        <message>
            <source>PADS</source>
            <translation>PADS</translation>
        </message>
        <message>
            <source>PAR blood-pressure board</source>
            <translation>Placa de presión arterial PAR</translation>
        </message>
        <message>
            <source>PAR blood-pressure board with a saturation part</source>
            <translation>Placa de presión arterial PAR con saturación</translation>
        </message>
        <message>
            <source>PDF report</source>
            <translation>Informe PDF</translation>
        </message>
        <message>
            <source>Pain</source>
            <translation>Dolor</translation>
        </message>
        <message>
            <source>Pain, nausea, vomiting</source>
            <translation>Dolor, náuseas, vómitos</translation>
        </message>
        <message>
            <source>Pair</source>
            <translation>Vincular</translation>
        </message>
        <message>
            <source>Pair the patient's cuff after all</source>
            <translation>Emparejar el manguito del paciente de todos modos</translation>
        </message>
        <message>
            <source>Paired. Ask: which two words do you see?</source>
            <translation>Emparejado. Pregunte: ¿qué dos palabras ve?</translation>
        </message>
        <message>
            <source>Pairing your cuff</source>
            <translation>Emparejando su manguito</translation>
        </message>
        <message>
            <source>Pairing. Answer what the cuff or this computer asks</source>
            <translation>Vinculando. Responda a lo que pregunten el manguito o este ordenador</translation>
        </message>
        <message>
            <source>Pallor</source>
            <translation>Palidez</translation>
        </message>
        <message>
            <source>Palpitations</source>
            <translation>Palpitaciones</translation>
        </message>
        <message>
            <source>Part of the preset</source>
            <translation>Parte de la plantilla</translation>
        </message>
        <message>
            <source>Passing urine often</source>
            <translation>Orina con frecuencia</translation>
        </message>
        <message>
            <source>Past the clinic's ceiling of {value:g}: name the prescriber who agreed.</source>
            <translation>Supera el máximo de la clínica, {value:g}: nombre al prescriptor que estuvo de acuerdo.</translation>
        </message>
        <message>
            <source>Past {ceiling:g}, name the prescriber who agreed.</source>
            <translation>Más allá de {ceiling:g}, nombre al prescriptor que estuvo de acuerdo.</translation>
        </message>
        <message>
            <source>Patient</source>
            <translation>Paciente</translation>
        </message>
        <message>
            <source>Patient enrolled in the REMS</source>
            <translation>Paciente inscrito en el REMS</translation>
        </message>
        <message>
            <source>Patient is back</source>
            <translation>El paciente ha vuelto</translation>
        </message>
        <message>
            <source>Patient leaves against advice</source>
            <translation>El paciente se va contra el consejo</translation>
        </message>
        <message>
            <source>Patient leaves against advice…</source>
            <translation>El paciente se va contra el consejo…</translation>
        </message>
        <message>
            <source>Patient signs here: draw, or type the name below</source>
            <translation>El paciente firma aquí: dibuje, o escriba el nombre abajo</translation>
        </message>
        <message>
            <source>Patient signs: type the name</source>
            <translation>Firma el paciente: escriba el nombre</translation>
        </message>
        <message>
            <source>Patient {patient}; {preset}{by}</source>
            <translation>Paciente {patient}; {preset}{by}</translation>
        </message>
        <message>
            <source>Patient's call-back number checked</source>
            <translation>Teléfono del paciente para devolver la llamada comprobado</translation>
        </message>
        <message>
            <source>Patient's call-back phone</source>
            <translation>Teléfono del paciente para devolver la llamada</translation>
        </message>
        <message>
            <source>Patient's computer</source>
            <translation>Ordenador del paciente</translation>
        </message>
        <message>
            <source>Patient's cuff</source>
            <translation>Manguito del paciente</translation>
        </message>
        <message>
            <source>Patient's cuff…</source>
            <translation>Manguito del paciente…</translation>
        </message>
        <message>
            <source>Patient's side cannot record</source>
            <translation>El lado del paciente no puede registrar</translation>
        </message>
        <message>
            <source>Patient's window</source>
            <translation>Ventana del paciente</translation>
        </message>
        <message>
            <source>Patients added, corrected, erased</source>
            <translation>Pacientes añadidos, corregidos, borrados</translation>
        </message>
        <message>
            <source>Patients from a list</source>
            <translation>Pacientes de una lista</translation>
        </message>
        <message>
            <source>Pause alarm sound; again: sound on</source>
            <translation>Pausar el sonido de alarma; otra vez: con sonido</translation>
        </message>
        <message>
            <source>Pause sound</source>
            <translation>Pausar sonido</translation>
        </message>
        <message>
            <source>Peak</source>
            <translation>Máxima</translation>
        </message>
        <message>
            <source>Peak at</source>
            <translation>Máxima a los</translation>
        </message>
        <message>
            <source>People</source>
            <translation>Personas</translation>
        </message>
        <message>
            <source>Perhaps the cable of {called} in another socket. It carries no number of its own, so compare the monitor with the one you mean.</source>
            <translation>Quizá el cable de {called} en otra toma. No lleva número propio, así que compare el monitor con el que usted piensa.</translation>
        </message>
        <message>
            <source>Persistent vomiting with drowsiness</source>
            <translation>Vómitos persistentes con somnolencia</translation>
        </message>
        <message>
            <source>Persisting psychotic symptoms</source>
            <translation>Síntomas psicóticos persistentes</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>Persona</translation>
        </message>
        <message>
            <source>Person monitoring</source>
            <translation>Persona que vigila</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Teléfono</translation>
        </message>
        <message>
            <source>Phone and email</source>
            <translation>Teléfono y correo</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Lugar</translation>
        </message>
        <message>
            <source>Play a test tone</source>
            <translation>Tocar un tono de prueba</translation>
        </message>
        <message>
            <source>Please do this first</source>
            <translation>Haga esto primero, por favor</translation>
        </message>
        <message>
            <source>Please leave this open</source>
            <translation>Por favor, deje esto abierto</translation>
        </message>
        <message>
            <source>Please look yourself</source>
            <translation>Mírelo usted, por favor</translation>
        </message>
        <message>
            <source>Please press START on your cuff now</source>
            <translation>Por favor, pulse START en su manguito ahora</translation>
        </message>
        <message>
            <source>Please put on the cuff and press its START button.</source>
            <translation>Póngase el tensiómetro y pulse su botón START.</translation>
        </message>
        <message>
            <source>Please read each value of your cuff aloud, on the call or by phone. Your readings are kept here: your therapist's program is newer than this one and cannot read them. Your therapist knows where the newer one is.</source>
            <translation>Por favor, lea en voz alta cada valor de su manguito, en la llamada o por teléfono. Sus mediciones se conservan aquí: el programa de su terapeuta es más nuevo que este y no puede leerlas. Su terapeuta sabe dónde está el más nuevo.</translation>
        </message>
        <message>
            <source>Please read each value of your cuff aloud, on the call or by phone. Your readings are kept here: your therapist's program is older than this one and cannot read them. Tell your therapist.</source>
            <translation>Por favor, lea en voz alta cada valor de su manguito, en la llamada o por teléfono. Sus mediciones se conservan aquí: el programa de su terapeuta es más antiguo que este y no puede leerlas. Dígaselo a su terapeuta.</translation>
        </message>
        <message>
            <source>Plot of home readings</source>
            <translation>Gráfico de mediciones en casa</translation>
        </message>
        <message>
            <source>Plot of the course</source>
            <translation>Gráfico del curso</translation>
        </message>
        <message>
            <source>Plug its serial cable into the isolated adapter, and the adapter into this computer.</source>
            <translation>Conecte su cable serie al adaptador aislado, y el adaptador a este ordenador.</translation>
        </message>
        <message>
            <source>Plug the computer in.</source>
            <translation>Enchufe el ordenador.</translation>
        </message>
        <message>
            <source>Policies</source>
            <translation>Normas</translation>
        </message>
        <message>
            <source>Port {address}</source>
            <translation>Puerto {address}</translation>
        </message>
        <message>
            <source>Posture</source>
            <translation>Postura</translation>
        </message>
        <message>
            <source>Posture, arm and cuff size: not said yet</source>
            <translation>Postura, brazo y talla del manguito: sin indicar</translation>
        </message>
        <message>
            <source>Posture, arm or cuff changed</source>
            <translation>Cambió la postura, el brazo o el manguito</translation>
        </message>
        <message>
            <source>Posture, arm, cuff</source>
            <translation>Postura, brazo, manguito</translation>
        </message>
        <message>
            <source>Power: on battery. Please plug in the charger.</source>
            <translation>Energía: con batería. Conecte el cargador, por favor.</translation>
        </message>
        <message>
            <source>Power: the charger is in, or none is needed.</source>
            <translation>Energía: el cargador está conectado, o no hace falta.</translation>
        </message>
        <message>
            <source>Power: {percent:.0f} % charged. Better with the charger in.</source>
            <translation>Energía: {percent:.0f} % de carga. Mejor con el cargador conectado.</translation>
        </message>
        <message>
            <source>Power: {percent:.0f} % charged. Please plug in the charger.</source>
            <translation>Energía: {percent:.0f} % de carga. Conecte el cargador, por favor.</translation>
        </message>
        <message>
            <source>Prepare</source>
            <translation>Preparación</translation>
        </message>
        <message>
            <source>Prepare to Report, as the rail has them</source>
            <translation>De Preparar a Informe, como en la barra</translation>
        </message>
        <message>
            <source>Prescriber</source>
            <translation>Prescriptor</translation>
        </message>
        <message>
            <source>Prescriber on site</source>
            <translation>Prescriptor presente</translation>
        </message>
        <message>
            <source>Prescriber or licensed injector on site</source>
            <translation>Prescriptor o inyector autorizado presente</translation>
        </message>
        <message>
            <source>Prescriber who agreed</source>
            <translation>Prescriptor que estuvo de acuerdo</translation>
        </message>
        <message>
            <source>Prescriber {name}</source>
            <translation>Prescriptor {name}</translation>
        </message>
        <message>
            <source>Prescriber's name</source>
            <translation>Nombre del prescriptor</translation>
        </message>
        <message>
            <source>Prescriber's order</source>
            <translation>Orden del prescriptor</translation>
        </message>
        <message>
            <source>Prescriber's phone</source>
            <translation>Teléfono del prescriptor</translation>
        </message>
        <message>
            <source>Presets</source>
            <translation>Plantillas</translation>
        </message>
        <message>
            <source>Press START and let the cuff finish, or hold its Bluetooth button.</source>
            <translation>Pulse START y deje que el manguito termine, o mantenga su botón de Bluetooth.</translation>
        </message>
        <message>
            <source>Press START on the cuff, then sit still and do not talk.</source>
            <translation>Pulse START en el manguito y quédese quieto, sin hablar.</translation>
        </message>
        <message>
            <source>Press START on the cuff.</source>
            <translation>Pulse START en el manguito.</translation>
        </message>
        <message>
            <source>Press START on the second cuff.</source>
            <translation>Pulse START en el segundo manguito.</translation>
        </message>
        <message>
            <source>Press the Bluetooth button on your cuff</source>
            <translation>Pulse el botón de Bluetooth de su manguito</translation>
        </message>
        <message>
            <source>Press the memory button, M: the cuff sends what it holds.</source>
            <translation>Pulse el botón de memoria, M: el manguito envía lo que guarda.</translation>
        </message>
        <message>
            <source>Pressed by mistake</source>
            <translation>Pulsado por error</translation>
        </message>
        <message>
            <source>Pressure</source>
            <translation>Presión</translation>
        </message>
        <message>
            <source>Preview of the report</source>
            <translation>Vista previa del informe</translation>
        </message>
        <message>
            <source>Print the sheet</source>
            <translation>Imprimir la hoja</translation>
        </message>
        <message>
            <source>Print the take-home sheet</source>
            <translation>Imprimir la hoja para casa</translation>
        </message>
        <message>
            <source>Printed from session {session}</source>
            <translation>Imprimió de la sesión {session}</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>Prioridad</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>Programa</translation>
        </message>
        <message>
            <source>Proof apart from the record</source>
            <translation>Prueba aparte del registro</translation>
        </message>
        <message>
            <source>Protocol</source>
            <translation>Protocolo</translation>
        </message>
        <message>
            <source>Protocol preset</source>
            <translation>Plantilla de protocolo</translation>
        </message>
        <message>
            <source>Psychostimulant</source>
            <translation>Psicoestimulante</translation>
        </message>
        <message>
            <source>Public transport, with the escort</source>
            <translation>Transporte público, con el acompañante</translation>
        </message>
        <message>
            <source>Pulse</source>
            <translation>Pulso</translation>
        </message>
        <message>
            <source>Pulse oximeter</source>
            <translation>Pulsioxímetro</translation>
        </message>
        <message>
            <source>Pulse oximeter on site</source>
            <translation>Pulsioxímetro en el lugar</translation>
        </message>
        <message>
            <source>Put a backup of {entries} entries in place</source>
            <translation>Repuso una copia de seguridad de {entries} entradas</translation>
        </message>
        <message>
            <source>Put a finger in: most oximeters switch on and come on the air by themselves.</source>
            <translation>Meta un dedo: la mayoría de los oxímetros se encienden y aparecen solos.</translation>
        </message>
        <message>
            <source>Put it in the record's place</source>
            <translation>Ponerla en lugar del registro</translation>
        </message>
        <message>
            <source>Put the cuff on your own arm, press START once and sit still until it is done.</source>
            <translation>Póngase el manguito en su brazo, pulse START una vez y quédese quieto hasta que termine.</translation>
        </message>
        <message>
            <source>Put the cuff on your own arm, sit still, then let the program inflate it.</source>
            <translation>Póngase el manguito en su brazo, quédese quieto y deje que el programa lo infle.</translation>
        </message>
        <message>
            <source>QardioArm blood-pressure cuff</source>
            <translation>Manguito de presión arterial QardioArm</translation>
        </message>
        <message>
            <source>Questions? Call</source>
            <translation>¿Preguntas? Llame a</translation>
        </message>
        <message>
            <source>READINGS TYPED</source>
            <translation>LECTURAS ESCRITAS</translation>
        </message>
        <message>
            <source>REMS patient monitoring form</source>
            <translation>Formulario de monitorización del paciente del REMS</translation>
        </message>
        <message>
            <source>REMS summary</source>
            <translation>Resumen REMS</translation>
        </message>
        <message>
            <source>Raise to high.</source>
            <translation>Subir a alta.</translation>
        </message>
        <message>
            <source>Raised blood pressure</source>
            <translation>Presión arterial elevada</translation>
        </message>
        <message>
            <source>Rash</source>
            <translation>Erupción</translation>
        </message>
        <message>
            <source>Raycome / Maibobo Bluetooth blood-pressure monitor</source>
            <translation>Monitor de presión arterial Bluetooth Raycome / Maibobo</translation>
        </message>
        <message>
            <source>Raycome / Maibobo blood-pressure monitor on a cable</source>
            <translation>Monitor de presión arterial con cable Raycome / Maibobo</translation>
        </message>
        <message>
            <source>Read aloud</source>
            <translation>Leída en voz alta</translation>
        </message>
        <message>
            <source>Read an order from a file</source>
            <translation>Leer una orden de un archivo</translation>
        </message>
        <message>
            <source>Read back by the patient just now?</source>
            <translation>¿La leyó el paciente ahora mismo?</translation>
        </message>
        <message>
            <source>Read from last time, each line confirmed</source>
            <translation>Leída de la última vez, cada línea confirmada</translation>
        </message>
        <message>
            <source>Read from the prescriber's file, each line confirmed</source>
            <translation>Leída del archivo del prescriptor, cada línea confirmada</translation>
        </message>
        <message>
            <source>Read it, then sign and lock.</source>
            <translation>Léalo, luego firme y bloquee.</translation>
        </message>
        <message>
            <source>Read last time's…</source>
            <translation>Leer la de la última vez…</translation>
        </message>
        <message>
            <source>Read the file</source>
            <translation>Leer el archivo</translation>
        </message>
        <message>
            <source>Read the order of last time</source>
            <translation>Leer la orden de la última vez</translation>
        </message>
        <message>
            <source>Read these two words aloud</source>
            <translation>Lea en voz alta estas dos palabras</translation>
        </message>
        <message>
            <source>Read what the program is and is not</source>
            <translation>Leyó lo que el programa es y no es</translation>
        </message>
        <message>
            <source>Reading due, and no cuff is connected: type what a display shows.</source>
            <translation>Toca una lectura y no hay ningún manguito conectado: escriba lo que muestra una pantalla.</translation>
        </message>
        <message>
            <source>Reading due: press START on the cuff.</source>
            <translation>Toca lectura: pulse START en el manguito.</translation>
        </message>
        <message>
            <source>Reading {count} of {needed} is still to be taken.</source>
            <translation>Falta la lectura {count} de {needed}.</translation>
        </message>
        <message>
            <source>Reading {systolic}/{diastolic}</source>
            <translation>Lectura {systolic}/{diastolic}</translation>
        </message>
        <message>
            <source>Reading {why}</source>
            <translation>Lectura {why}</translation>
        </message>
        <message>
            <source>Reading “{name}”</source>
            <translation>Lectura «{name}»</translation>
        </message>
        <message>
            <source>Readings</source>
            <translation>Lecturas</translation>
        </message>
        <message>
            <source>Readings after the dose</source>
            <translation>Lecturas después de la dosis</translation>
        </message>
        <message>
            <source>Readings are still on the way from the patient's side. Wait until they are here, or stop waiting on the telehealth panel.</source>
            <translation>Aún hay lecturas en camino desde el lado del paciente. Espere a que lleguen, o deje de esperar en el panel de telesalud.</translation>
        </message>
        <message>
            <source>Readings are typed: read aloud, or texted. The patient's cuff sends nothing here.</source>
            <translation>Las lecturas se escriben: leídas en voz alta o por mensaje. El manguito del paciente no envía nada aquí.</translation>
        </message>
        <message>
            <source>Readings from the device's memory arrived and were set aside. Take a test reading now.</source>
            <translation>Llegaron lecturas de la memoria del dispositivo y se apartaron. Haga ahora una lectura de prueba.</translation>
        </message>
        <message>
            <source>Readings judge themselves. What you see is asked one by one and never filled in.</source>
            <translation>Las lecturas se valoran solas. Lo que usted ve se pregunta uno a uno y nunca se rellena.</translation>
        </message>
        <message>
            <source>Readings of a patient at home come over a server that your practice or its host runs; it can read none of them. The check tries each rule by doing what it forbids, with made-up names; nothing of a patient is sent.</source>
            <translation>Las mediciones de un paciente en casa llegan por un servidor que lleva su consulta o su proveedor; este no puede leer ninguna. La comprobación prueba cada regla haciendo lo que prohíbe, con nombres inventados; no se envía nada de ningún paciente.</translation>
        </message>
        <message>
            <source>Readings that count</source>
            <translation>Lecturas que cuentan</translation>
        </message>
        <message>
            <source>Readings will be typed</source>
            <translation>Las lecturas se escribirán</translation>
        </message>
        <message>
            <source>Readings, newest first: {told}.</source>
            <translation>Lecturas, la más reciente primero: {told}.</translation>
        </message>
        <message>
            <source>Readings: {readings}, excluded {excluded}, failed attempts {failed}</source>
            <translation>Lecturas: {readings}, excluidas {excluded}, intentos fallidos {failed}</translation>
        </message>
        <message>
            <source>Ready</source>
            <translation>Listo</translation>
        </message>
        <message>
            <source>Ready to leave without the 2 hours, after</source>
            <translation>Listo para irse sin contar las 2 horas, tras</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motivo</translation>
        </message>
        <message>
            <source>Reason for emergency access</source>
            <translation>Motivo del acceso de emergencia</translation>
        </message>
        <message>
            <source>Reason for the change</source>
            <translation>Motivo del cambio</translation>
        </message>
        <message>
            <source>Reason for the change of the ceilings</source>
            <translation>Motivo del cambio de los máximos</translation>
        </message>
        <message>
            <source>Reason for the change of the preset</source>
            <translation>Motivo del cambio de la plantilla</translation>
        </message>
        <message>
            <source>Reason for the override</source>
            <translation>Motivo de la excepción</translation>
        </message>
        <message>
            <source>Reason for the transfer</source>
            <translation>Motivo del traslado</translation>
        </message>
        <message>
            <source>Rechecks at most</source>
            <translation>Comprobaciones como máximo</translation>
        </message>
        <message>
            <source>Reclined</source>
            <translation>Reclinado</translation>
        </message>
        <message>
            <source>Reconnecting. Readings are kept.</source>
            <translation>Reconectando. Las lecturas se conservan.</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Registrar</translation>
        </message>
        <message>
            <source>Record as already taken</source>
            <translation>Registrar como ya tomada</translation>
        </message>
        <message>
            <source>Record digest {head}</source>
            <translation>Resumen del registro {head}</translation>
        </message>
        <message>
            <source>Record digest {head}; amended after signing: {count} times</source>
            <translation>Resumen del registro {head}; enmendado tras la firma: {count} veces</translation>
        </message>
        <message>
            <source>Record handover</source>
            <translation>Registrar entrega</translation>
        </message>
        <message>
            <source>Record order</source>
            <translation>Registrar orden</translation>
        </message>
        <message>
            <source>Record that the patient left</source>
            <translation>Registrar que el paciente se fue</translation>
        </message>
        <message>
            <source>Record the call</source>
            <translation>Registrar la llamada</translation>
        </message>
        <message>
            <source>Record the correction</source>
            <translation>Registrar la corrección</translation>
        </message>
        <message>
            <source>Record the override</source>
            <translation>Registrar la excepción</translation>
        </message>
        <message>
            <source>Record the place</source>
            <translation>Registrar el lugar</translation>
        </message>
        <message>
            <source>Record the transfer</source>
            <translation>Registrar el traslado</translation>
        </message>
        <message>
            <source>Record the {name}</source>
            <translation>Registrar: {name}</translation>
        </message>
        <message>
            <source>Record these</source>
            <translation>Registrar estos</translation>
        </message>
        <message>
            <source>Record this booster</source>
            <translation>Registrar este refuerzo</translation>
        </message>
        <message>
            <source>Record this dose</source>
            <translation>Registrar esta dosis</translation>
        </message>
        <message>
            <source>Record where they are…</source>
            <translation>Anotar dónde está…</translation>
        </message>
        <message>
            <source>Record: {item}</source>
            <translation>Registrar: {item}</translation>
        </message>
        <message>
            <source>Recorded before the last dose.</source>
            <translation>Registrado antes de la última dosis.</translation>
        </message>
        <message>
            <source>Recorded later than taken</source>
            <translation>Registrada más tarde de tomarla</translation>
        </message>
        <message>
            <source>Recorded with its true time, as a deviation. Then call the prescriber.</source>
            <translation>Se registra con su hora real, como desviación. Después llame al prescriptor.</translation>
        </message>
        <message>
            <source>Recorded: {address}, {emergency_number}</source>
            <translation>Registrado: {address}, {emergency_number}</translation>
        </message>
        <message>
            <source>Recorded: {dose}</source>
            <translation>Registrado: {dose}</translation>
        </message>
        <message>
            <source>Recorded: {name}, {relationship}</source>
            <translation>Registrado: {name}, {relationship}</translation>
        </message>
        <message>
            <source>Recorded: {order}. {order_details}.</source>
            <translation>Registrado: {order}. {order_details}.</translation>
        </message>
        <message>
            <source>Recording and alarms go on. What is done before somebody signs in is recorded as done by a person who was not proven.</source>
            <translation>El registro y las alarmas siguen. Lo que se haga antes de que alguien se identifique se registra como hecho por una persona no probada.</translation>
        </message>
        <message>
            <source>Recovery key</source>
            <translation>Clave de recuperación</translation>
        </message>
        <message>
            <source>Red flag</source>
            <translation>Señal de alerta</translation>
        </message>
        <message>
            <source>Red flag: press once to pick, again to confirm</source>
            <translation>Señal de alerta: pulse una vez para elegir, otra para confirmar</translation>
        </message>
        <message>
            <source>Red flags</source>
            <translation>Señales de alerta</translation>
        </message>
        <message>
            <source>Red flags (!)</source>
            <translation>Señales de alerta (!)</translation>
        </message>
        <message>
            <source>Red flags logged</source>
            <translation>Señales de alerta anotadas</translation>
        </message>
        <message>
            <source>Red flags; a second press confirms</source>
            <translation>Señales de alerta; una segunda pulsación confirma</translation>
        </message>
        <message>
            <source>Red-flag check; call prescriber now; emergency services if any red flag.</source>
            <translation>Busque señales de alerta; llame ya al prescriptor; a emergencias si hay alguna.</translation>
        </message>
        <message>
            <source>Relationship</source>
            <translation>Relación</translation>
        </message>
        <message>
            <source>Release</source>
            <translation>Soltar</translation>
        </message>
        <message>
            <source>Release the {role_words}</source>
            <translation>Soltar: {role_words}</translation>
        </message>
        <message>
            <source>Repeat</source>
            <translation>Repetir</translation>
        </message>
        <message>
            <source>Repeat at once; call for help if confirmed.</source>
            <translation>Repita de inmediato; pida ayuda si se confirma.</translation>
        </message>
        <message>
            <source>Repeat at once; faintness check; call for help.</source>
            <translation>Repita de inmediato; compruebe si desfallece; pida ayuda.</translation>
        </message>
        <message>
            <source>Repeat at once; prescriber now; emergency services if confirmed or any red flag.</source>
            <translation>Repita de inmediato; prescriptor ya; emergencias si se confirma o hay alguna señal de alerta.</translation>
        </message>
        <message>
            <source>Repeat in 5 min.</source>
            <translation>Repita en 5 min.</translation>
        </message>
        <message>
            <source>Repeat in 5 min; note posture, talking, distress.</source>
            <translation>Repita en 5 min; observe postura, habla, malestar.</translation>
        </message>
        <message>
            <source>Repeat now</source>
            <translation>Repetir ahora</translation>
        </message>
        <message>
            <source>Repeat within 2 min.</source>
            <translation>Repita en 2 min.</translation>
        </message>
        <message>
            <source>Repeat within 2 min; red-flag check; call prescriber if confirmed.</source>
            <translation>Repita en 2 min; busque señales de alerta; llame al prescriptor si se confirma.</translation>
        </message>
        <message>
            <source>Repeat. The raw value is kept and does not count.</source>
            <translation>Repita. El valor original se conserva y no cuenta.</translation>
        </message>
        <message>
            <source>Repeat; compare with baseline.</source>
            <translation>Repita; compare con la basal.</translation>
        </message>
        <message>
            <source>Repeat; look for distress, pain, vomiting.</source>
            <translation>Repita; busque malestar, dolor, vómitos.</translation>
        </message>
        <message>
            <source>Repeat; red-flag check.</source>
            <translation>Repita; busque señales de alerta.</translation>
        </message>
        <message>
            <source>Repeated</source>
            <translation>Repetida</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>Informe</translation>
        </message>
        <message>
            <source>Reported after the session had ended.</source>
            <translation>Comunicado después de terminar la sesión.</translation>
        </message>
        <message>
            <source>Reported, not countersigned</source>
            <translation>Comunicado, sin contrafirma</translation>
        </message>
        <message>
            <source>Rescue drugs and oxygen to hand</source>
            <translation>Fármacos de rescate y oxígeno a mano</translation>
        </message>
        <message>
            <source>Respiratory depression</source>
            <translation>Depresión respiratoria</translation>
        </message>
        <message>
            <source>Rest before a recheck</source>
            <translation>Reposo antes de otra comprobación</translation>
        </message>
        <message>
            <source>Rest before the first reading</source>
            <translation>Reposo antes de la primera lectura</translation>
        </message>
        <message>
            <source>Rest {recheck_wait_min:g} min, then measure again: recheck {recheck} of {max_rechecks}. {call_prescriber}</source>
            <translation>Reposo {recheck_wait_min:g} min, luego mida de nuevo: comprobación {recheck} de {max_rechecks}. {call_prescriber}</translation>
        </message>
        <message>
            <source>Rest, then take {needed} readings {spacing_min:g} min apart.</source>
            <translation>Reposo, luego tome {needed} lecturas separadas {spacing_min:g} min.</translation>
        </message>
        <message>
            <source>Rest, two readings, their mean. The gate then says clear, or hold and why.</source>
            <translation>Reposo, dos lecturas, su media. El control dice entonces libre, o retenida y por qué.</translation>
        </message>
        <message>
            <source>Rest. Your cuff stays on.</source>
            <translation>Descanse. El manguito sigue puesto.</translation>
        </message>
        <message>
            <source>Rest: {left} left.</source>
            <translation>Reposo: quedan {left}.</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>Restaurar</translation>
        </message>
        <message>
            <source>Restored and proved: {sessions} sessions, {entries} entries.</source>
            <translation>Restaurado y comprobado: {sessions} sesiones, {entries} entradas.</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Reanudar</translation>
        </message>
        <message>
            <source>Retire the person</source>
            <translation>Dar de baja a la persona</translation>
        </message>
        <message>
            <source>Retire {name}? Their entries stay, their secret is taken away.</source>
            <translation>¿Dar de baja a {name}? Sus entradas quedan, su clave se retira.</translation>
        </message>
        <message>
            <source>Retire…</source>
            <translation>Dar de baja…</translation>
        </message>
        <message>
            <source>Return: not recorded</source>
            <translation>Vuelta: sin registrar</translation>
        </message>
        <message>
            <source>Ride home named and reached</source>
            <translation>Acompañante para la vuelta nombrado y localizado</translation>
        </message>
        <message>
            <source>Right arm</source>
            <translation>Brazo derecho</translation>
        </message>
        <message>
            <source>Right patient</source>
            <translation>Paciente correcto</translation>
        </message>
        <message>
            <source>Right patient?</source>
            <translation>¿Paciente correcto?</translation>
        </message>
        <message>
            <source>Right patient? Compare two</source>
            <translation>¿Paciente correcto? Compare dos</translation>
        </message>
        <message>
            <source>Right wrist</source>
            <translation>Muñeca derecha</translation>
        </message>
        <message>
            <source>Rise</source>
            <translation>Ascenso</translation>
        </message>
        <message>
            <source>Rise of diastolic</source>
            <translation>Ascenso de la diastólica</translation>
        </message>
        <message>
            <source>Rise of systolic</source>
            <translation>Ascenso de la sistólica</translation>
        </message>
        <message>
            <source>Risk note</source>
            <translation>Nota de riesgo</translation>
        </message>
        <message>
            <source>Risk note: state, company, what was advised</source>
            <translation>Nota de riesgo: estado, compañía, qué se aconsejó</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>Función</translation>
        </message>
        <message>
            <source>Role: one or several</source>
            <translation>Rol: uno o varios</translation>
        </message>
        <message>
            <source>Role: {role}</source>
            <translation>Rol: {role}</translation>
        </message>
        <message>
            <source>Room light  F9</source>
            <translation>Luz de sala  F9</translation>
        </message>
        <message>
            <source>Room light or day</source>
            <translation>Luz de sala o día</translation>
        </message>
        <message>
            <source>Room light: dark, for a dim room</source>
            <translation>Luz de sala: oscuro, para una sala en penumbra</translation>
        </message>
        <message>
            <source>Room {number}</source>
            <translation>Sala {number}</translation>
        </message>
        <message>
            <source>Rooms</source>
            <translation>Salas</translation>
        </message>
        <message>
            <source>Rouse, airway, breathing check, call for help.</source>
            <translation>Despierte, vía aérea, compruebe la respiración, pida ayuda.</translation>
        </message>
        <message>
            <source>Rouse, airway, call emergency services.</source>
            <translation>Despierte, vía aérea, llame a emergencias.</translation>
        </message>
        <message>
            <source>Rouse, open airway, oxygen if available and trained.</source>
            <translation>Despierte, abra la vía aérea, oxígeno si lo hay y está formado.</translation>
        </message>
        <message>
            <source>Rouses to a voice</source>
            <translation>Despierta a la voz</translation>
        </message>
        <message>
            <source>Row</source>
            <translation>Fila</translation>
        </message>
        <message>
            <source>Row {row} in the file: {cells}</source>
            <translation>Fila {row} en el archivo: {cells}</translation>
        </message>
        <message>
            <source>Rows</source>
            <translation>Filas</translation>
        </message>
        <message>
            <source>Rows of the file</source>
            <translation>Filas del archivo</translation>
        </message>
        <message>
            <source>Rows of the list</source>
            <translation>Filas de la lista</translation>
        </message>
        <message>
            <source>Rows that still ask: {count}. Answer, correct them, or leave them out.</source>
            <translation>Filas que aún preguntan: {count}. Responda, corríjalas o exclúyalas.</translation>
        </message>
        <message>
            <source>Rows that still ask: {count}. Say who is another person, or leave the row out.</source>
            <translation>Filas que aún preguntan: {count}. Diga quién es otra persona o excluya la fila.</translation>
        </message>
        <message>
            <source>Rule said back</source>
            <translation>Norma repetida</translation>
        </message>
        <message>
            <source>SIMULATED</source>
            <translation>SIMULADO</translation>
        </message>
        <message>
            <source>SIMULATED SESSION, NOT A PATIENT</source>
            <translation>SESIÓN SIMULADA, NO ES UN PACIENTE</translation>
        </message>
        <message>
            <source>SIMULATED, no patient</source>
            <translation>SIMULADO, sin paciente</translation>
        </message>
        <message>
            <source>SIMULATED: only the simulated devices of this session are listed here.</source>
            <translation>SIMULADO: aquí solo se listan los dispositivos simulados de esta sesión.</translation>
        </message>
        <message>
            <source>SIMULATED: this cuff is not a real one.</source>
            <translation>SIMULADO: este manguito no es de verdad.</translation>
        </message>
        <message>
            <source>START</source>
            <translation>START</translation>
        </message>
        <message>
            <source>Safety timeout. Switch the unit off and on again.</source>
            <translation>Tiempo de seguridad agotado. Apague y encienda la unidad.</translation>
        </message>
        <message>
            <source>Said back before the last dose: the time has changed.</source>
            <translation>Lo repitió antes de la última dosis: la hora ha cambiado.</translation>
        </message>
        <message>
            <source>Said it back?</source>
            <translation>¿Lo repitió?</translation>
        </message>
        <message>
            <source>Said once, kept all session</source>
            <translation>Se dice una vez, vale toda la sesión</translation>
        </message>
        <message>
            <source>Said to be taken at a time that has not come.</source>
            <translation>Se dice tomada a una hora que aún no ha llegado.</translation>
        </message>
        <message>
            <source>Said to be taken more than a day before the session.</source>
            <translation>Se dice tomada más de un día antes de la sesión.</translation>
        </message>
        <message>
            <source>Said to be taken {taken:%Y-%m-%d %H:%M} UTC, long ago.</source>
            <translation>Se dice tomada {taken:%Y-%m-%d %H:%M} UTC, hace mucho.</translation>
        </message>
        <message>
            <source>Saturation</source>
            <translation>Saturación</translation>
        </message>
        <message>
            <source>Saturation is not read; where it is off, try par_nibp.</source>
            <translation>No se lee la saturación; si está apagada, pruebe par_nibp.</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Guardar</translation>
        </message>
        <message>
            <source>Save as CSV</source>
            <translation>Guardar como CSV</translation>
        </message>
        <message>
            <source>Save diagnostic capture</source>
            <translation>Guardar captura de diagnóstico</translation>
        </message>
        <message>
            <source>Save the ceilings</source>
            <translation>Guardar los máximos</translation>
        </message>
        <message>
            <source>Save the chart system</source>
            <translation>Guardar la historia clínica</translation>
        </message>
        <message>
            <source>Save the contacts</source>
            <translation>Guardar los contactos</translation>
        </message>
        <message>
            <source>Save the name of {device}</source>
            <translation>Guardar el nombre de {device}</translation>
        </message>
        <message>
            <source>Save the person</source>
            <translation>Guardar la persona</translation>
        </message>
        <message>
            <source>Save the policies</source>
            <translation>Guardar las normas</translation>
        </message>
        <message>
            <source>Save the preset</source>
            <translation>Guardar la plantilla</translation>
        </message>
        <message>
            <source>Save the rule for backups</source>
            <translation>Guardar la regla de las copias</translation>
        </message>
        <message>
            <source>Save the screen lock</source>
            <translation>Guardar el bloqueo de pantalla</translation>
        </message>
        <message>
            <source>Save the sheet</source>
            <translation>Guardar la hoja</translation>
        </message>
        <message>
            <source>Save the table</source>
            <translation>Guardar la tabla</translation>
        </message>
        <message>
            <source>Save the take-home sheet</source>
            <translation>Guardar la hoja para casa</translation>
        </message>
        <message>
            <source>Save the telehealth server</source>
            <translation>Guardar el servidor de telesalud</translation>
        </message>
        <message>
            <source>Save the telehealth server first: an address is missing.</source>
            <translation>Guarde primero el servidor de telesalud: falta una dirección.</translation>
        </message>
        <message>
            <source>Save where heads are noted</source>
            <translation>Guardar dónde se anotan los extremos</translation>
        </message>
        <message>
            <source>Save {words}</source>
            <translation>Guardar {words}</translation>
        </message>
        <message>
            <source>Saved as {path}</source>
            <translation>Guardado como {path}</translation>
        </message>
        <message>
            <source>Saved from session {session} on {when}: {format}.</source>
            <translation>Guardado de la sesión {session} el {when}: {format}.</translation>
        </message>
        <message>
            <source>Saved session {session} as {format}</source>
            <translation>Guardó la sesión {session} como {format}</translation>
        </message>
        <message>
            <source>Saved {found}</source>
            <translation>Guardado {found}</translation>
        </message>
        <message>
            <source>Saved {path}. {not_noted}</source>
            <translation>Guardado {path}. {not_noted}</translation>
        </message>
        <message>
            <source>Saved {result}</source>
            <translation>Guardado {result}</translation>
        </message>
        <message>
            <source>Saved {saved}</source>
            <translation>Guardado {saved}</translation>
        </message>
        <message>
            <source>Saved.</source>
            <translation>Guardado.</translation>
        </message>
        <message>
            <source>Saved. Spoken from the next start of the program.</source>
            <translation>Guardado. Se usa desde el próximo inicio del programa.</translation>
        </message>
        <message>
            <source>Saved: {found}</source>
            <translation>Guardado: {found}</translation>
        </message>
        <message>
            <source>Saw the emergency access in entry {seq}</source>
            <translation>Vio el acceso de emergencia de la entrada {seq}</translation>
        </message>
        <message>
            <source>Say first into which folder backups go.</source>
            <translation>Indique primero en qué carpeta van las copias.</translation>
        </message>
        <message>
            <source>Say on the first page who you are: this change is recorded with a name.</source>
            <translation>Diga en la primera página quién es: este cambio se registra con un nombre.</translation>
        </message>
        <message>
            <source>Say posture, arm or size of the cuff.</source>
            <translation>Indique postura, brazo o talla del manguito.</translation>
        </message>
        <message>
            <source>Say what is right, or what happened.</source>
            <translation>Diga qué es lo correcto o qué ocurrió.</translation>
        </message>
        <message>
            <source>Say what you do here: at least one role.</source>
            <translation>Diga qué hace aquí: al menos un rol.</translation>
        </message>
        <message>
            <source>Say when backups are made.</source>
            <translation>Indique cuándo se hacen las copias.</translation>
        </message>
        <message>
            <source>Say when it happened, as 14:05.</source>
            <translation>Diga cuándo ocurrió, así: 14:05.</translation>
        </message>
        <message>
            <source>Say when it happened.</source>
            <translation>Diga cuándo ocurrió.</translation>
        </message>
        <message>
            <source>Say whether a booster is allowed.</source>
            <translation>Indique si se permite un refuerzo.</translation>
        </message>
        <message>
            <source>Say whether the patient read the address back.</source>
            <translation>Indique si el paciente leyó la dirección.</translation>
        </message>
        <message>
            <source>Say which session of the course this is; by the record: {told}.</source>
            <translation>Indique qué sesión del curso es; según el registro: {told}.</translation>
        </message>
        <message>
            <source>Say who you are first: the record names the person behind every entry.</source>
            <translation>Diga primero quién es: el registro nombra a la persona de cada entrada.</translation>
        </message>
        <message>
            <source>Say whose file it is.</source>
            <translation>Diga de quién es el archivo.</translation>
        </message>
        <message>
            <source>Say why it is corrected.</source>
            <translation>Diga por qué se corrige.</translation>
        </message>
        <message>
            <source>Say why it is not taken.</source>
            <translation>Diga por qué no se toma.</translation>
        </message>
        <message>
            <source>Say why it was recorded.</source>
            <translation>Diga por qué se registró.</translation>
        </message>
        <message>
            <source>Say why the reading is wrong.</source>
            <translation>Diga por qué la lectura es errónea.</translation>
        </message>
        <message>
            <source>Say why.</source>
            <translation>Diga por qué.</translation>
        </message>
        <message>
            <source>Say why: it stays in the record.</source>
            <translation>Diga por qué: queda en el registro.</translation>
        </message>
        <message>
            <source>Say why: one line will do.</source>
            <translation>Diga por qué: basta una línea.</translation>
        </message>
        <message>
            <source>Say why: the reason is recorded with your name.</source>
            <translation>Diga por qué: el motivo se registra con su nombre.</translation>
        </message>
        <message>
            <source>Say with whom.</source>
            <translation>Diga con quién.</translation>
        </message>
        <message>
            <source>Says goodbye and hangs up after two minutes.</source>
            <translation>Se despide y cuelga a los dos minutos.</translation>
        </message>
        <message>
            <source>Says who and where they are, the day, and why they are here</source>
            <translation>Dice quién es, dónde está, el día y por qué está aquí</translation>
        </message>
        <message>
            <source>Scheduled readings missed: {missed}.</source>
            <translation>Lecturas programadas omitidas: {missed}.</translation>
        </message>
        <message>
            <source>Score</source>
            <translation>Puntuar</translation>
        </message>
        <message>
            <source>Score it whole, or take its answers back.</source>
            <translation>Puntúela entera o retire sus respuestas.</translation>
        </message>
        <message>
            <source>Score sedation, orientation, walk, nausea, distress</source>
            <translation>Puntuar sedación, orientación, marcha, náuseas, malestar</translation>
        </message>
        <message>
            <source>Score {scale} no higher than before the session.</source>
            <translation>Puntuación {scale} no mayor que antes de la sesión.</translation>
        </message>
        <message>
            <source>Score {score}</source>
            <translation>Puntuar {score}</translation>
        </message>
        <message>
            <source>Scored before the last dose.</source>
            <translation>Puntuado antes de la última dosis.</translation>
        </message>
        <message>
            <source>Scores</source>
            <translation>Puntuaciones</translation>
        </message>
        <message>
            <source>Score…</source>
            <translation>Puntuar…</translation>
        </message>
        <message>
            <source>Screen and cuff</source>
            <translation>Pantalla y manguito</translation>
        </message>
        <message>
            <source>Screen lock</source>
            <translation>Bloqueo de pantalla</translation>
        </message>
        <message>
            <source>Screen locked</source>
            <translation>Pantalla bloqueada</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Buscar</translation>
        </message>
        <message>
            <source>Seated</source>
            <translation>Sentado</translation>
        </message>
        <message>
            <source>Second</source>
            <translation>Segunda</translation>
        </message>
        <message>
            <source>Second cuff</source>
            <translation>Segundo manguito</translation>
        </message>
        <message>
            <source>Second cuff, mmHg</source>
            <translation>Segundo manguito, mmHg</translation>
        </message>
        <message>
            <source>Second cuff: </source>
            <translation>Segundo manguito: </translation>
        </message>
        <message>
            <source>Second cuff: heart rate {value:.4g}</source>
            <translation>Segundo manguito: frecuencia cardíaca {value:.4g}</translation>
        </message>
        <message>
            <source>Second cuff: no reading yet</source>
            <translation>Segundo manguito: todavía sin lectura</translation>
        </message>
        <message>
            <source>Second file for the record's heads</source>
            <translation>Segundo archivo para los extremos del registro</translation>
        </message>
        <message>
            <source>Second person</source>
            <translation>Segunda persona</translation>
        </message>
        <message>
            <source>Second person signs</source>
            <translation>Firma la segunda persona</translation>
        </message>
        <message>
            <source>Second-hand only: its maker closed in 2025.</source>
            <translation>Solo de segunda mano: su fabricante cerró en 2025.</translation>
        </message>
        <message>
            <source>Secret</source>
            <translation>Clave</translation>
        </message>
        <message>
            <source>Secret as it is now, or the recovery key of the record</source>
            <translation>Clave actual, o la clave de recuperación del registro</translation>
        </message>
        <message>
            <source>Secret of the second person</source>
            <translation>Clave de la segunda persona</translation>
        </message>
        <message>
            <source>Secret of {name}</source>
            <translation>Clave de {name}</translation>
        </message>
        <message>
            <source>Secrets cannot be kept here: the key file is missing.</source>
            <translation>Aquí no se pueden guardar claves: falta el archivo de claves.</translation>
        </message>
        <message>
            <source>Sedation</source>
            <translation>Sedación</translation>
        </message>
        <message>
            <source>Sedation / sleepiness</source>
            <translation>Sedación / somnolencia</translation>
        </message>
        <message>
            <source>Sedation score (MOAA/S)</source>
            <translation>Puntuación de sedación (MOAA/S)</translation>
        </message>
        <message>
            <source>Sedation score (MOAA/S) at least</source>
            <translation>Puntuación de sedación (MOAA/S) al menos</translation>
        </message>
        <message>
            <source>Sedation, MOAA/S</source>
            <translation>Sedación, MOAA/S</translation>
        </message>
        <message>
            <source>Seen</source>
            <translation>Visto</translation>
        </message>
        <message>
            <source>Seen  V</source>
            <translation>Visto  V</translation>
        </message>
        <message>
            <source>Seen before the dose</source>
            <translation>Observado antes de la dosis</translation>
        </message>
        <message>
            <source>Seen: {name}</source>
            <translation>Visto: {name}</translation>
        </message>
        <message>
            <source>Seizure</source>
            <translation>Convulsión</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Enviar</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Enviar de nuevo</translation>
        </message>
        <message>
            <source>Send link instead</source>
            <translation>Enviar un enlace en su lugar</translation>
        </message>
        <message>
            <source>Send the message</source>
            <translation>Enviar el mensaje</translation>
        </message>
        <message>
            <source>Send the six digits</source>
            <translation>Enviar las seis cifras</translation>
        </message>
        <message>
            <source>Send to the chart</source>
            <translation>Enviar a la historia</translation>
        </message>
        <message>
            <source>Sends the memory of the user whom its switch selects, and no other.</source>
            <translation>Envía la memoria del usuario que marca su selector, y ninguna otra.</translation>
        </message>
        <message>
            <source>Sent to the patient {lasts}, not shown yet.</source>
            <translation>Enviado al paciente {lasts}, aún no mostrado.</translation>
        </message>
        <message>
            <source>Sent to the patient {lasts}. Their window is put away: ask them to open it.</source>
            <translation>Enviada al paciente {lasts}. Su ventana está minimizada u oculta: pídale que la abra.</translation>
        </message>
        <message>
            <source>Sent to {found}</source>
            <translation>Enviado a {found}</translation>
        </message>
        <message>
            <source>Sent. The room has not answered yet.</source>
            <translation>Enviado. La sala aún no ha respondido.</translation>
        </message>
        <message>
            <source>Sent. The server took all of it.</source>
            <translation>Enviada. El servidor la aceptó entera.</translation>
        </message>
        <message>
            <source>Sent: {text}</source>
            <translation>Enviado: {text}</translation>
        </message>
        <message>
            <source>Session</source>
            <translation>Sesión</translation>
        </message>
        <message>
            <source>Session or pseudonym</source>
            <translation>Sesión o seudónimo</translation>
        </message>
        <message>
            <source>Session {session} arrived at {server}</source>
            <translation>La sesión {session} llegó a {server}</translation>
        </message>
        <message>
            <source>Session {session} came without {words} of its texts</source>
            <translation>La sesión {session} llegó sin {words} de sus textos</translation>
        </message>
        <message>
            <source>Session {session} did not arrive at {server} ({reason})</source>
            <translation>La sesión {session} no llegó a {server} ({reason})</translation>
        </message>
        <message>
            <source>Session {session} was sent to {server} on {when}: it stands in that chart.</source>
            <translation>La sesión {session} se envió a {server} el {when}: está en esa historia clínica.</translation>
        </message>
        <message>
            <source>Session {stream} in {path} already holds other entries after number {seq}. The new ones were not saved. Leave the session and open it again from the history.</source>
            <translation>La sesión {stream} en {path} ya contiene otras entradas después del número {seq}. Las nuevas no se guardaron. Salga de la sesión y ábrala de nuevo desde el historial.</translation>
        </message>
        <message>
            <source>Sessions</source>
            <translation>Sesiones</translation>
        </message>
        <message>
            <source>Sessions of this course</source>
            <translation>Sesiones de este curso</translation>
        </message>
        <message>
            <source>Sessions: {count}, of them simulated: {simulated}</source>
            <translation>Sesiones: {count}, de ellas simuladas: {simulated}</translation>
        </message>
        <message>
            <source>Session{number}{planned}, {day}</source>
            <translation>Sesión{number}{planned}, {day}</translation>
        </message>
        <message>
            <source>Session{number}{planned}, {day}, {clock}{end}</source>
            <translation>Sesión{number}{planned}, {day}, {clock}{end}</translation>
        </message>
        <message>
            <source>Set a secret for {person}</source>
            <translation>Fijó un secreto para {person}</translation>
        </message>
        <message>
            <source>Set aside{many}: {reasons}</source>
            <translation>Apartado{many}: {reasons}</translation>
        </message>
        <message>
            <source>Set for this patient</source>
            <translation>Fijar para este paciente</translation>
        </message>
        <message>
            <source>Set the secret</source>
            <translation>Poner la clave</translation>
        </message>
        <message>
            <source>Set up</source>
            <translation>Configurar</translation>
        </message>
        <message>
            <source>Set up a cuff</source>
            <translation>Configurar un manguito</translation>
        </message>
        <message>
            <source>Set up a device</source>
            <translation>Configurar un dispositivo</translation>
        </message>
        <message>
            <source>Set up devices</source>
            <translation>Configurar dispositivos</translation>
        </message>
        <message>
            <source>Set up {part}</source>
            <translation>Configurar {part}</translation>
        </message>
        <message>
            <source>Set up {title}</source>
            <translation>Configurar {title}</translation>
        </message>
        <message>
            <source>Setting</source>
            <translation>Entorno</translation>
        </message>
        <message>
            <source>Setting and protocol</source>
            <translation>Entorno y protocolo</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Ajustes</translation>
        </message>
        <message>
            <source>Settings, presets, limits</source>
            <translation>Ajustes, protocolos, límites</translation>
        </message>
        <message>
            <source>Settings: {section}</source>
            <translation>Ajustes: {section}</translation>
        </message>
        <message>
            <source>Severe</source>
            <translation>Grave</translation>
        </message>
        <message>
            <source>Severe allergic reaction</source>
            <translation>Reacción alérgica grave</translation>
        </message>
        <message>
            <source>Severe breathlessness</source>
            <translation>Falta de aire grave</translation>
        </message>
        <message>
            <source>Sex</source>
            <translation>Sexo</translation>
        </message>
        <message>
            <source>Short of breath or shallow</source>
            <translation>Falta de aire o respiración superficial</translation>
        </message>
        <message>
            <source>Shortcuts  ?</source>
            <translation>Teclas  ?</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Mostrar</translation>
        </message>
        <message>
            <source>Show a code</source>
            <translation>Mostrar un código</translation>
        </message>
        <message>
            <source>Show my last reading</source>
            <translation>Mostrar mi última lectura</translation>
        </message>
        <message>
            <source>Show the buttons</source>
            <translation>Mostrar los botones</translation>
        </message>
        <message>
            <source>Show the keys, key ?</source>
            <translation>Mostrar las teclas, tecla ?</translation>
        </message>
        <message>
            <source>Show the limits</source>
            <translation>Mostrar los límites</translation>
        </message>
        <message>
            <source>Show the mean pressure</source>
            <translation>Mostrar la presión media</translation>
        </message>
        <message>
            <source>Show the message</source>
            <translation>Mostrar el mensaje</translation>
        </message>
        <message>
            <source>Show the typeface's licence</source>
            <translation>Mostrar la licencia de la tipografía</translation>
        </message>
        <message>
            <source>Show: {name}</source>
            <translation>Mostrar: {name}</translation>
        </message>
        <message>
            <source>Shown here and kept nowhere.{took} Compare it with the display.</source>
            <translation>Se muestra aquí y no se guarda.{took} Compárela con la pantalla.</translation>
        </message>
        <message>
            <source>Shown {lasts}, no answer. Speak to the patient.</source>
            <translation>Mostrado {lasts}, sin respuesta. Hable con el paciente.</translation>
        </message>
        <message>
            <source>Shows a number when it is paired.</source>
            <translation>Muestra un número al vincularse.</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>Firmar</translation>
        </message>
        <message>
            <source>Sign again</source>
            <translation>Firmar de nuevo</translation>
        </message>
        <message>
            <source>Sign and lock</source>
            <translation>Firmar y bloquear</translation>
        </message>
        <message>
            <source>Sign and lock the record first: what is sent stands in the chart.</source>
            <translation>Firme y cierre antes el registro: lo que se envía queda en la historia.</translation>
        </message>
        <message>
            <source>Sign as {name}</source>
            <translation>Firmar como {name}</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Identificarse</translation>
        </message>
        <message>
            <source>Sign in as {name}</source>
            <translation>Identificarse como {name}</translation>
        </message>
        <message>
            <source>Sign in with your secret first: this is kept to a role.</source>
            <translation>Identifíquese primero con su clave: esto está reservado a un rol.</translation>
        </message>
        <message>
            <source>Sign later</source>
            <translation>Firmar después</translation>
        </message>
        <message>
            <source>Sign of the sound</source>
            <translation>Signo del sonido</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>Salir</translation>
        </message>
        <message>
            <source>Sign the agreement</source>
            <translation>Firmar el acuerdo</translation>
        </message>
        <message>
            <source>Sign this preset</source>
            <translation>Firmar esta plantilla</translation>
        </message>
        <message>
            <source>Sign this preset…</source>
            <translation>Firmar esta plantilla…</translation>
        </message>
        <message>
            <source>Sign-in and people</source>
            <translation>Inicio de sesión y personas</translation>
        </message>
        <message>
            <source>Sign-in failed for {person}: {count} times</source>
            <translation>Inicio de sesión fallido de {person}: {count} veces</translation>
        </message>
        <message>
            <source>Signal</source>
            <translation>Señal</translation>
        </message>
        <message>
            <source>Signed</source>
            <translation>Firmado</translation>
        </message>
        <message>
            <source>Signed before the dose.</source>
            <translation>Firmado antes de la dosis.</translation>
        </message>
        <message>
            <source>Signed by</source>
            <translation>Firmado por</translation>
        </message>
        <message>
            <source>Signed by {name}, {role}, {day} ({how}).</source>
            <translation>Firmado por {name}, {role}, {day} ({how}).</translation>
        </message>
        <message>
            <source>Signed by {signed_by} ({how})</source>
            <translation>Firmado por {signed_by} ({how})</translation>
        </message>
        <message>
            <source>Signed by {signed_by} ({how}) over the digest {signed_digest}</source>
            <translation>Firmado por {signed_by} ({how}) sobre el resumen {signed_digest}</translation>
        </message>
        <message>
            <source>Signed by {signed_by} and locked.{add}</source>
            <translation>Firmado por {signed_by} y bloqueado.{add}</translation>
        </message>
        <message>
            <source>Signed in ({how}); failed before: {failed_before}</source>
            <translation>Inició sesión ({how}); fallos previos: {failed_before}</translation>
        </message>
        <message>
            <source>Signed out</source>
            <translation>Cerró la sesión de usuario</translation>
        </message>
        <message>
            <source>Signed the preset {preset}</source>
            <translation>Firmó el protocolo {preset}</translation>
        </message>
        <message>
            <source>Sign…</source>
            <translation>Firmar…</translation>
        </message>
        <message>
            <source>Silent checks</source>
            <translation>Comprobaciones en silencio</translation>
        </message>
        <message>
            <source>Silvercrest SBM69, Sanitas, HealthForYou</source>
            <translation>Silvercrest SBM69, Sanitas, HealthForYou</translation>
        </message>
        <message>
            <source>Simulated Accutorr monitor</source>
            <translation>Monitor Accutorr simulado</translation>
        </message>
        <message>
            <source>Simulated BerryMed oximeter</source>
            <translation>Oxímetro BerryMed simulado</translation>
        </message>
        <message>
            <source>Simulated Bluetooth cuff</source>
            <translation>Manguito Bluetooth simulado</translation>
        </message>
        <message>
            <source>Simulated Contec oximeter</source>
            <translation>Oxímetro Contec simulado</translation>
        </message>
        <message>
            <source>Simulated DINAMAP monitor</source>
            <translation>Monitor DINAMAP simulado</translation>
        </message>
        <message>
            <source>Simulated FORA meter</source>
            <translation>Medidor FORA simulado</translation>
        </message>
        <message>
            <source>Simulated Microlife cuff</source>
            <translation>Manguito Microlife simulado</translation>
        </message>
        <message>
            <source>Simulated Nonin 3230</source>
            <translation>Nonin 3230 simulado</translation>
        </message>
        <message>
            <source>Simulated Nonin on a cable</source>
            <translation>Nonin con cable simulado</translation>
        </message>
        <message>
            <source>Simulated Omron kiosk</source>
            <translation>Quiosco Omron simulado</translation>
        </message>
        <message>
            <source>Simulated PAR Combi board</source>
            <translation>Placa PAR Combi simulada</translation>
        </message>
        <message>
            <source>Simulated PAR board</source>
            <translation>Placa PAR simulada</translation>
        </message>
        <message>
            <source>Simulated QardioArm</source>
            <translation>QardioArm simulado</translation>
        </message>
        <message>
            <source>Simulated Radical-7</source>
            <translation>Radical-7 simulado</translation>
        </message>
        <message>
            <source>Simulated Raycome monitor</source>
            <translation>Monitor Raycome simulado</translation>
        </message>
        <message>
            <source>Simulated Raycome monitor on a cable</source>
            <translation>Monitor Raycome con cable simulado</translation>
        </message>
        <message>
            <source>Simulated SunTech module</source>
            <translation>Módulo SunTech simulado</translation>
        </message>
        <message>
            <source>Simulated Viatom BP2</source>
            <translation>Viatom BP2 simulado</translation>
        </message>
        <message>
            <source>Simulated Viatom BPM-188</source>
            <translation>Viatom BPM-188 simulado</translation>
        </message>
        <message>
            <source>Simulated Yonker cuff</source>
            <translation>Manguito Yonker simulado</translation>
        </message>
        <message>
            <source>Simulated cuff that prints named numbers</source>
            <translation>Manguito simulado que imprime números con nombre</translation>
        </message>
        <message>
            <source>Simulated cuff that prints three numbers</source>
            <translation>Manguito simulado que imprime tres números</translation>
        </message>
        <message>
            <source>Simulated heart-rate strap</source>
            <translation>Banda de frecuencia cardíaca simulada</translation>
        </message>
        <message>
            <source>Simulated oximeter</source>
            <translation>Oxímetro simulado</translation>
        </message>
        <message>
            <source>Simulated oximeter ring</source>
            <translation>Anillo oxímetro simulado</translation>
        </message>
        <message>
            <source>Simulated session: no patient, nothing enters your record.</source>
            <translation>Sesión simulada: sin paciente, nada entra en su registro.</translation>
        </message>
        <message>
            <source>Simulated, not a patient.</source>
            <translation>Simulado, no es un paciente.</translation>
        </message>
        <message>
            <source>Simulated.</source>
            <translation>Simulado.</translation>
        </message>
        <message>
            <source>Simulation</source>
            <translation>Simulación</translation>
        </message>
        <message>
            <source>Sit like this</source>
            <translation>Siéntese así</translation>
        </message>
        <message>
            <source>Sit still, arm at heart height, no talking.</source>
            <translation>Sin moverse, el brazo a la altura del corazón, sin hablar.</translation>
        </message>
        <message>
            <source>Sit, your back leaning and both feet on the floor. Arm at the height of the heart.</source>
            <translation>Siéntese con la espalda apoyada y los dos pies en el suelo. El brazo a la altura del corazón.</translation>
        </message>
        <message>
            <source>Site</source>
            <translation>Centro</translation>
        </message>
        <message>
            <source>Six digits, as the display shows them.</source>
            <translation>Seis cifras, como las muestra la pantalla.</translation>
        </message>
        <message>
            <source>Sleepy</source>
            <translation>Somnoliento</translation>
        </message>
        <message>
            <source>Slept</source>
            <translation>Dormido</translation>
        </message>
        <message>
            <source>Slow or paused breathing</source>
            <translation>Respiración lenta o con pausas</translation>
        </message>
        <message>
            <source>Slow pulse</source>
            <translation>Pulso lento</translation>
        </message>
        <message>
            <source>Slowed or impaired thinking</source>
            <translation>Pensamiento lento o alterado</translation>
        </message>
        <message>
            <source>Slurred speech</source>
            <translation>Habla arrastrada</translation>
        </message>
        <message>
            <source>Small</source>
            <translation>Pequeña</translation>
        </message>
        <message>
            <source>Soft</source>
            <translation>Suave</translation>
        </message>
        <message>
            <source>Some models then show six digits. Type them here.</source>
            <translation>Algunos modelos muestran entonces seis cifras. Escríbalas aquí.</translation>
        </message>
        <message>
            <source>Somebody else…</source>
            <translation>Otra persona…</translation>
        </message>
        <message>
            <source>Somebody new…</source>
            <translation>Otra persona…</translation>
        </message>
        <message>
            <source>Somebody who has a secret signs in first: it opens the place where secrets are kept. Nothing was changed.</source>
            <translation>Primero se identifica alguien que ya tenga clave: abre el lugar donde se guardan las claves. No se cambió nada.</translation>
        </message>
        <message>
            <source>Someone else</source>
            <translation>Otra persona</translation>
        </message>
        <message>
            <source>Someone is connecting (try {tries} of {tries_allowed}).</source>
            <translation>Alguien se está conectando (intento {tries} de {tries_allowed}).</translation>
        </message>
        <message>
            <source>Something wrong?</source>
            <translation>¿Algo va mal?</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>Sonido</translation>
        </message>
        <message>
            <source>Sound comes from "{chosen}".</source>
            <translation>El sonido sale por «{chosen}».</translation>
        </message>
        <message>
            <source>Sound not tested in this session.</source>
            <translation>El sonido no se probó en esta sesión.</translation>
        </message>
        <message>
            <source>Sound of medium alarms off</source>
            <translation>Sonido de las alarmas medias desactivado</translation>
        </message>
        <message>
            <source>Sound on</source>
            <translation>Con sonido</translation>
        </message>
        <message>
            <source>Source: {source}</source>
            <translation>Fuente: {source}</translation>
        </message>
        <message>
            <source>Sources</source>
            <translation>Fuentes</translation>
        </message>
        <message>
            <source>SpO2</source>
            <translation>SpO2</translation>
        </message>
        <message>
            <source>SpO2 in range</source>
            <translation>SpO2 en rango</translation>
        </message>
        <message>
            <source>SpO2 {seen:.4g} % ({in_words}).</source>
            <translation>SpO2 {seen:.4g} % ({in_words}).</translation>
        </message>
        <message>
            <source>SpO2 {value:.4g} %</source>
            <translation>SpO2 {value:.4g} %</translation>
        </message>
        <message>
            <source>SpO2, %</source>
            <translation>SpO2, %</translation>
        </message>
        <message>
            <source>SpO2, low</source>
            <translation>SpO2, baja</translation>
        </message>
        <message>
            <source>SpO₂</source>
            <translation>SpO₂</translation>
        </message>
        <message>
            <source>SpO₂ {value} %, {ago}</source>
            <translation>SpO₂ {value} %, {ago}</translation>
        </message>
        <message>
            <source>SpO₂, %</source>
            <translation>SpO₂, %</translation>
        </message>
        <message>
            <source>Space</source>
            <translation>Espacio</translation>
        </message>
        <message>
            <source>Speak to the patient now. Then the chaperone, then emergency services.</source>
            <translation>Hable ahora con el paciente. Después con la persona de apoyo, después con emergencias.</translation>
        </message>
        <message>
            <source>Speak to the patient, or call.</source>
            <translation>Hable con el paciente, o llame.</translation>
        </message>
        <message>
            <source>Speaks only its maker's own protocol, which this program does not.</source>
            <translation>Solo habla el protocolo de su fabricante, y este programa no.</translation>
        </message>
        <message>
            <source>Spit</source>
            <translation>Escupir</translation>
        </message>
        <message>
            <source>Spoken to</source>
            <translation>Se habló</translation>
        </message>
        <message>
            <source>Spoken to at</source>
            <translation>Se habló a las</translation>
        </message>
        <message>
            <source>Spot checks only.</source>
            <translation>Solo medidas puntuales.</translation>
        </message>
        <message>
            <source>Stairs, pets, children and keys dealt with</source>
            <translation>Escaleras, mascotas, niños y llaves resueltos</translation>
        </message>
        <message>
            <source>Standing</source>
            <translation>De pie</translation>
        </message>
        <message>
            <source>Stands, walks 3 m, turns and returns</source>
            <translation>Se pone de pie, camina 3 m, gira y vuelve</translation>
        </message>
        <message>
            <source>Start from here</source>
            <translation>Inicio desde aquí</translation>
        </message>
        <message>
            <source>Start rest</source>
            <translation>Iniciar reposo</translation>
        </message>
        <message>
            <source>Start rest again</source>
            <translation>Reiniciar reposo</translation>
        </message>
        <message>
            <source>Start the guided tour</source>
            <translation>Empezar la visita guiada</translation>
        </message>
        <message>
            <source>Start the rest of {rest_min:g} min first.</source>
            <translation>Inicie primero el reposo de {rest_min:g} min.</translation>
        </message>
        <message>
            <source>Start {rest_min:g} min rest</source>
            <translation>Iniciar reposo de {rest_min:g} min</translation>
        </message>
        <message>
            <source>Starting from here: not allowed, or not answered on the patient's screen.</source>
            <translation>Iniciar desde aquí: no permitido, o sin respuesta en la pantalla del paciente.</translation>
        </message>
        <message>
            <source>Stay</source>
            <translation>Quedarse</translation>
        </message>
        <message>
            <source>Stays at home, with the chaperone</source>
            <translation>Se queda en casa, con la persona de apoyo</translation>
        </message>
        <message>
            <source>Stays home; keys with the chaperone</source>
            <translation>Se queda en casa; llaves con la persona de apoyo</translation>
        </message>
        <message>
            <source>Stays silent if it has a saturation part: try par_nibp_combi.</source>
            <translation>Calla si tiene parte de saturación: pruebe par_nibp_combi.</translation>
        </message>
        <message>
            <source>Stays, under the pseudonym: readings, doses, alarms, answers, times, the age in years, and the reasons that were typed for a decision. The chain stays whole.</source>
            <translation>Permanece, bajo el seudónimo: lecturas, dosis, alarmas, respuestas, horas, la edad en años y los motivos que se escribieron para una decisión. La cadena queda íntegra.</translation>
        </message>
        <message>
            <source>Steady</source>
            <translation>Estable</translation>
        </message>
        <message>
            <source>Steady, no dizziness, as before the session</source>
            <translation>Estable, sin mareo, como antes de la sesión</translation>
        </message>
        <message>
            <source>Step {step} of {steps}</source>
            <translation>Paso {step} de {steps}</translation>
        </message>
        <message>
            <source>Steps</source>
            <translation>Pasos</translation>
        </message>
        <message>
            <source>Still at the same place?</source>
            <translation>¿Sigue en el mismo lugar?</translation>
        </message>
        <message>
            <source>Still to compare: {left}.</source>
            <translation>Falta comparar: {left}.</translation>
        </message>
        <message>
            <source>Still true? All of these:</source>
            <translation>¿Sigue siendo cierto? Todo esto:</translation>
        </message>
        <message>
            <source>Still true? {words}, key {still_true_key}</source>
            <translation>¿Sigue siendo cierto? {words}, tecla {still_true_key}</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Detener</translation>
        </message>
        <message>
            <source>Stop and go back</source>
            <translation>Detener y volver</translation>
        </message>
        <message>
            <source>Stop inviting</source>
            <translation>Dejar de invitar</translation>
        </message>
        <message>
            <source>Stop the cuff</source>
            <translation>Detener el manguito</translation>
        </message>
        <message>
            <source>Stop the cuff; leave a line</source>
            <translation>Detener el manguito; dejar una línea</translation>
        </message>
        <message>
            <source>Stop the test reading</source>
            <translation>Detener la lectura de prueba</translation>
        </message>
        <message>
            <source>Stop: let the cuff deflate</source>
            <translation>Detener: dejar que el manguito se desinfle</translation>
        </message>
        <message>
            <source>Stop: the words differ</source>
            <translation>Detener: las palabras son distintas</translation>
        </message>
        <message>
            <source>Stores glucose too, which is refused.</source>
            <translation>También guarda glucosa, que se rechaza.</translation>
        </message>
        <message>
            <source>Strap</source>
            <translation>Banda</translation>
        </message>
        <message>
            <source>Sudden loss of vision</source>
            <translation>Pérdida súbita de visión</translation>
        </message>
        <message>
            <source>Sudden severe headache</source>
            <translation>Dolor de cabeza súbito e intenso</translation>
        </message>
        <message>
            <source>Suggested in each session; changed there where it differs.</source>
            <translation>Se sugiere en cada sesión; se cambia allí donde difiera.</translation>
        </message>
        <message>
            <source>Suicidal intent</source>
            <translation>Intención suicida</translation>
        </message>
        <message>
            <source>Suicidal thoughts</source>
            <translation>Pensamientos suicidas</translation>
        </message>
        <message>
            <source>Suicide-risk question asked</source>
            <translation>Se preguntó por el riesgo de suicidio</translation>
        </message>
        <message>
            <source>Summary for the REMS monitoring form</source>
            <translation>Resumen para el formulario de monitorización del REMS</translation>
        </message>
        <message>
            <source>SunTech OEM blood-pressure module</source>
            <translation>Módulo de presión arterial SunTech OEM</translation>
        </message>
        <message>
            <source>Supervising screen: its clock and this one differ by {seconds} s, or its words come late.</source>
            <translation>Pantalla de supervisión: su reloj y este difieren en {seconds} s, o sus mensajes llegan tarde.</translation>
        </message>
        <message>
            <source>Supervising screen: not connected.</source>
            <translation>Pantalla de supervisión: sin conexión.</translation>
        </message>
        <message>
            <source>Supervising screen: not told any more, by a fault of this program.</source>
            <translation>Pantalla de supervisión: ya no se le informa, por un fallo de este programa.</translation>
        </message>
        <message>
            <source>Supervising screen: the server does not allow it.</source>
            <translation>Pantalla de supervisión: el servidor no lo permite.</translation>
        </message>
        <message>
            <source>Supervising screen: this room is not on the roster.</source>
            <translation>Pantalla de supervisión: esta sala no está en la lista.</translation>
        </message>
        <message>
            <source>Supervising screen: this room is not set up for it.</source>
            <translation>Pantalla de supervisión: esta sala no está preparada para ella.</translation>
        </message>
        <message>
            <source>Swallow</source>
            <translation>Tragar</translation>
        </message>
        <message>
            <source>Swallowed</source>
            <translation>Tragada</translation>
        </message>
        <message>
            <source>Sweating</source>
            <translation>Sudoración</translation>
        </message>
        <message>
            <source>Swelling or tightness of the throat</source>
            <translation>Hinchazón u opresión de garganta</translation>
        </message>
        <message>
            <source>Swish</source>
            <translation>Enjuagar</translation>
        </message>
        <message>
            <source>Swish every, min</source>
            <translation>Enjuagar cada, min</translation>
        </message>
        <message>
            <source>Swish now. </source>
            <translation>Enjuagar ahora. </translation>
        </message>
        <message>
            <source>Switch Bluetooth on in the cuff's own settings, if it has them.</source>
            <translation>Encienda el Bluetooth en los ajustes del manguito, si los tiene.</translation>
        </message>
        <message>
            <source>Switch off watches and phones that use it: many straps talk to one at a time.</source>
            <translation>Apague los relojes y teléfonos que la usan: muchas bandas hablan solo con uno.</translation>
        </message>
        <message>
            <source>Switch the cuff on and bring it near: it comes on the air by itself.</source>
            <translation>Encienda el manguito y acérquelo: aparece solo.</translation>
        </message>
        <message>
            <source>Switch the monitor on.</source>
            <translation>Encienda el monitor.</translation>
        </message>
        <message>
            <source>Symptoms beside a confirmed medium alarm</source>
            <translation>Síntomas junto a una alarma media confirmada</translation>
        </message>
        <message>
            <source>Systolic</source>
            <translation>Sistólica</translation>
        </message>
        <message>
            <source>Systolic fall</source>
            <translation>Descenso sistólico</translation>
        </message>
        <message>
            <source>Systolic is not above diastolic.</source>
            <translation>La sistólica no es mayor que la diastólica.</translation>
        </message>
        <message>
            <source>Systolic minus diastolic</source>
            <translation>Sistólica menos diastólica</translation>
        </message>
        <message>
            <source>Systolic moved by {moved:g} mmHg within {jump_within_min:g} min.</source>
            <translation>La sistólica cambió {moved:g} mmHg en {jump_within_min:g} min.</translation>
        </message>
        <message>
            <source>Systolic over {count} sessions. {told}.</source>
            <translation>Sistólica en {count} sesiones. {told}.</translation>
        </message>
        <message>
            <source>Systolic rise</source>
            <translation>Ascenso sistólico</translation>
        </message>
        <message>
            <source>Systolic {systolic:.0f}, diastolic {diastolic:.0f}, {pulse}</source>
            <translation>Sistólica {systolic:.0f}, diastólica {diastolic:.0f}, {pulse}</translation>
        </message>
        <message>
            <source>Systolic, high</source>
            <translation>Sistólica, alta</translation>
        </message>
        <message>
            <source>Systolic, low</source>
            <translation>Sistólica, baja</translation>
        </message>
        <message>
            <source>Systolic, mmHg: from the baseline (line) to the highest after the dose. Below: the dose, and minutes until back</source>
            <translation>Sistólica, mmHg: de la basal (línea) a la máxima después de la dosis. Debajo: la dosis, y los minutos hasta la vuelta</translation>
        </message>
        <message>
            <source>THIS SCREEN IS NOT CONNECTED</source>
            <translation>ESTA PANTALLA NO ESTÁ CONECTADA</translation>
        </message>
        <message>
            <source>Take a reading.</source>
            <translation>Tome una lectura.</translation>
        </message>
        <message>
            <source>Take another</source>
            <translation>Tomar otra</translation>
        </message>
        <message>
            <source>Take back (Backspace)</source>
            <translation>Anular (Retroceso)</translation>
        </message>
        <message>
            <source>Take back what was just logged</source>
            <translation>Anular lo último anotado</translation>
        </message>
        <message>
            <source>Take it back</source>
            <translation>Retirar la petición</translation>
        </message>
        <message>
            <source>Take it on yourself, not on a patient. It is shown here, and kept nowhere.</source>
            <translation>Hágala en usted, no en un paciente. Se muestra aquí y no se guarda.</translation>
        </message>
        <message>
            <source>Take over with a new code</source>
            <translation>Tomar el relevo con un código nuevo</translation>
        </message>
        <message>
            <source>Take the answers back</source>
            <translation>Retirar las respuestas</translation>
        </message>
        <message>
            <source>Take the answers of {score} back</source>
            <translation>Retirar las respuestas de {score}</translation>
        </message>
        <message>
            <source>Take the baseline again.</source>
            <translation>Tome de nuevo la basal.</translation>
        </message>
        <message>
            <source>Take the reading, or say why it is missed.</source>
            <translation>Tome la lectura o diga por qué falta.</translation>
        </message>
        <message>
            <source>Take them</source>
            <translation>Tomarlas</translation>
        </message>
        <message>
            <source>Take this row</source>
            <translation>Tomar esta fila</translation>
        </message>
        <message>
            <source>Take {following} now.</source>
            <translation>Tome ahora la {following}.</translation>
        </message>
        <message>
            <source>Take {words}</source>
            <translation>Tomar {words}</translation>
        </message>
        <message>
            <source>Take-home</source>
            <translation>Para casa</translation>
        </message>
        <message>
            <source>Take-home sheet given</source>
            <translation>Hoja para casa entregada</translation>
        </message>
        <message>
            <source>Taken</source>
            <translation>Tomada</translation>
        </message>
        <message>
            <source>Taken at</source>
            <translation>Tomada a las</translation>
        </message>
        <message>
            <source>Taken before the session was opened.</source>
            <translation>Tomada antes de abrir la sesión.</translation>
        </message>
        <message>
            <source>Taken in the minute of a reading of a session.</source>
            <translation>Tomada en el mismo minuto que una medición de una sesión.</translation>
        </message>
        <message>
            <source>Taken {said}: {reasons}</source>
            <translation>Tomada {said}: {reasons}</translation>
        </message>
        <message>
            <source>Taken {time}, before this record was opened, in the session it goes on from: {pair} mmHg.</source>
            <translation>Tomada a las {time}, antes de abrirse este registro, en la sesión que continúa: {pair} mmHg.</translation>
        </message>
        <message>
            <source>Taken {time}, before this record was opened: {pair} mmHg.</source>
            <translation>Tomada a las {time}, antes de abrirse este registro: {pair} mmHg.</translation>
        </message>
        <message>
            <source>Taxi or rideshare, alone</source>
            <translation>Taxi o VTC, sin compañía</translation>
        </message>
        <message>
            <source>Taxi or rideshare, with the escort</source>
            <translation>Taxi o VTC, con el acompañante</translation>
        </message>
        <message>
            <source>Tearful / emotional release</source>
            <translation>Llanto / descarga emocional</translation>
        </message>
        <message>
            <source>Telehealth</source>
            <translation>Telesalud</translation>
        </message>
        <message>
            <source>Telehealth link</source>
            <translation>Enlace de telesalud</translation>
        </message>
        <message>
            <source>Telehealth server</source>
            <translation>Servidor de telesalud</translation>
        </message>
        <message>
            <source>Telehealth: {told}</source>
            <translation>Telesalud: {told}</translation>
        </message>
        <message>
            <source>Test</source>
            <translation>Probar</translation>
        </message>
        <message>
            <source>Test reading</source>
            <translation>Lectura de prueba</translation>
        </message>
        <message>
            <source>Test reading {pair}</source>
            <translation>Lectura de prueba {pair}</translation>
        </message>
        <message>
            <source>Test reading {values} of {time}: accepted.</source>
            <translation>Lectura de prueba {values} de las {time}: aceptada.</translation>
        </message>
        <message>
            <source>Test reading {values} of {time}: not part of the baseline.</source>
            <translation>Lectura de prueba {values} de las {time}: no forma parte de la basal.</translation>
        </message>
        <message>
            <source>Test reading {values} of {time}: taken into the baseline by a person.</source>
            <translation>Lectura de prueba {values} de las {time}: incluida en la basal por una persona.</translation>
        </message>
        <message>
            <source>Test the connection</source>
            <translation>Probar la conexión</translation>
        </message>
        <message>
            <source>Test tone on {output}: {heard}, {time}.</source>
            <translation>Tono de prueba en {output}: {heard}, {time}.</translation>
        </message>
        <message>
            <source>Texted</source>
            <translation>Por mensaje</translation>
        </message>
        <message>
            <source>Thank you. Stay still.</source>
            <translation>Gracias. Quédese quieto.</translation>
        </message>
        <message>
            <source>That device is not in this session.</source>
            <translation>Ese dispositivo no está en esta sesión.</translation>
        </message>
        <message>
            <source>That did not bring a value. Please press START once more.</source>
            <translation>No dio ningún valor. Pulse START otra vez, por favor.</translation>
        </message>
        <message>
            <source>That did not work</source>
            <translation>No funcionó</translation>
        </message>
        <message>
            <source>That is a guess by the cable, and no proof. Choose what is on it, or find out.</source>
            <translation>Es una suposición por el cable, y no una prueba. Elija qué hay conectado, o averígüelo.</translation>
        </message>
        <message>
            <source>That is all. The session goes on by itself; look around as long as you like.</source>
            <translation>Eso es todo. La sesión sigue sola; mire cuanto quiera.</translation>
        </message>
        <message>
            <source>That is no live reading of the patient's cuff.</source>
            <translation>Esa no es una medición en vivo del manguito del paciente.</translation>
        </message>
        <message>
            <source>That link is not in force.</source>
            <translation>Ese enlace no está en vigor.</translation>
        </message>
        <message>
            <source>That secret does not open it. Nothing was changed. Try again, or use another way.</source>
            <translation>Ese secreto no lo abre. No se cambió nada. Inténtelo de nuevo o use otra vía.</translation>
        </message>
        <message>
            <source>That time has not come yet.</source>
            <translation>Esa hora aún no ha llegado.</translation>
        </message>
        <message>
            <source>That was an old one</source>
            <translation>Era una antigua</translation>
        </message>
        <message>
            <source>The BCI packet only.</source>
            <translation>Solo el paquete BCI.</translation>
        </message>
        <message>
            <source>The address must begin with https://. Only this computer itself may do without.</source>
            <translation>La dirección debe empezar por https://. Solo este mismo ordenador puede prescindir de ello.</translation>
        </message>
        <message>
            <source>The address must hold no name, password, question mark or #.</source>
            <translation>La dirección no debe contener nombre, contraseña, signo de interrogación ni #.</translation>
        </message>
        <message>
            <source>The advertised names are from memory.</source>
            <translation>Los nombres anunciados son de memoria.</translation>
        </message>
        <message>
            <source>The air path is blocked. Check the hose.</source>
            <translation>El paso de aire está bloqueado. Revise el tubo.</translation>
        </message>
        <message>
            <source>The air path is disturbed. Check the hose.</source>
            <translation>El paso de aire está alterado. Revise el tubo.</translation>
        </message>
        <message>
            <source>The amount must be a number above zero.</source>
            <translation>La cantidad debe ser un número mayor que cero.</translation>
        </message>
        <message>
            <source>The amount must be above zero.</source>
            <translation>La cantidad debe ser mayor que cero.</translation>
        </message>
        <message>
            <source>The arm moved. Keep it still.</source>
            <translation>El brazo se movió. Manténgalo quieto.</translation>
        </message>
        <message>
            <source>The arm rests between readings: {wait:.0f} s to go.</source>
            <translation>El brazo descansa entre lecturas: faltan {wait:.0f} s.</translation>
        </message>
        <message>
            <source>The backup is older: it lacks entries of {named}.</source>
            <translation>La copia es más antigua: le faltan entradas de {named}.</translation>
        </message>
        <message>
            <source>The backup lacks nothing that the record holds.</source>
            <translation>A la copia no le falta nada de lo que contiene el registro.</translation>
        </message>
        <message>
            <source>The baseline comes first.</source>
            <translation>Primero la basal.</translation>
        </message>
        <message>
            <source>The baseline is older than {old:g} min.</source>
            <translation>La basal tiene más de {old:g} min.</translation>
        </message>
        <message>
            <source>The battery is at 38 %. Please plug the charger in.</source>
            <translation>La batería está al 38 %. Enchufe el cargador, por favor.</translation>
        </message>
        <message>
            <source>The board did not begin to inflate; it was told to stop.</source>
            <translation>La placa no empezó a inflar; se le ordenó parar.</translation>
        </message>
        <message>
            <source>The board does not answer. Check its power and the cable.</source>
            <translation>La placa no responde. Compruebe su alimentación y el cable.</translation>
        </message>
        <message>
            <source>The board does not know the command.</source>
            <translation>La placa no conoce la orden.</translation>
        </message>
        <message>
            <source>The board ended without having inflated: its result is an old one.</source>
            <translation>La placa terminó sin haber inflado: su resultado es antiguo.</translation>
        </message>
        <message>
            <source>The board has no result.</source>
            <translation>La placa no tiene resultado.</translation>
        </message>
        <message>
            <source>The board is not in standby, or runs a cycle of its own: nothing was started.</source>
            <translation>La placa no está en espera o ejecuta su propio ciclo: no se inició nada.</translation>
        </message>
        <message>
            <source>The board is still busy: nothing was started.</source>
            <translation>La placa sigue ocupada: no se inició nada.</translation>
        </message>
        <message>
            <source>The board reports a fault of its own.</source>
            <translation>La placa comunica un fallo propio.</translation>
        </message>
        <message>
            <source>The board sent no result; it was told to stop. Check the cable.</source>
            <translation>La placa no envió resultado; se le ordenó parar. Revise el cable.</translation>
        </message>
        <message>
            <source>The board sent numbers that cannot be used.</source>
            <translation>La placa envió números que no se pueden usar.</translation>
        </message>
        <message>
            <source>The board stopped answering: nothing was started.</source>
            <translation>La placa dejó de responder: no se inició nada.</translation>
        </message>
        <message>
            <source>The booster amount</source>
            <translation>La cantidad de refuerzo</translation>
        </message>
        <message>
            <source>The broker cannot be reached. Check this computer's network.</source>
            <translation>No se llega al servidor de mensajes. Revise la red de este ordenador.</translation>
        </message>
        <message>
            <source>The broker does not answer. It is tried again all the time.</source>
            <translation>El servidor de mensajes no responde. Se vuelve a intentar sin parar.</translation>
        </message>
        <message>
            <source>The broker is not connected. Call the room.</source>
            <translation>El servidor intermediario no está conectado. Llame a la sala.</translation>
        </message>
        <message>
            <source>The broker is not connected. Nothing here is current.</source>
            <translation>El servidor de mensajes no está conectado. Nada de lo que se ve es actual.</translation>
        </message>
        <message>
            <source>The broker lets this screen hear no room. Its name must stand among the boards in the broker's access rules: tell whoever looks after the broker.</source>
            <translation>El servidor de mensajes no deja que esta pantalla oiga ninguna sala. Su nombre debe figurar entre las pantallas en las reglas de acceso: avise a quien se ocupa del servidor.</translation>
        </message>
        <message>
            <source>The broker's address is not known. Check it and the network.</source>
            <translation>No se conoce la dirección del servidor de mensajes. Revísela, y la red.</translation>
        </message>
        <message>
            <source>The broker's certificate is not good on this computer's date. Look whether the date is right; if it is, tell whoever looks after the broker.</source>
            <translation>El certificado del servidor no es válido en la fecha de este ordenador. Mire si la fecha es correcta; si lo es, avise a quien cuida el servidor.</translation>
        </message>
        <message>
            <source>The broker's identity, or this screen's certificate, was not accepted. Tell whoever looks after the broker; there is no way around it.</source>
            <translation>No se aceptó la identidad del servidor de mensajes o el certificado de esta pantalla. Avise a quien se ocupa del servidor; no hay otro camino.</translation>
        </message>
        <message>
            <source>The cable of {called}, which you used before, now in another socket.</source>
            <translation>El cable de {called}, que ya usó, ahora en otra toma.</translation>
        </message>
        <message>
            <source>The cable of {called}, which you used before.</source>
            <translation>El cable de {called}, que ya usó.</translation>
        </message>
        <message>
            <source>The cable was pulled out, and nothing is lost. Plug it in again, in any socket.</source>
            <translation>Se desenchufó el cable, y no se ha perdido nada. Enchúfelo de nuevo, en cualquier toma.</translation>
        </message>
        <message>
            <source>The camera is off now</source>
            <translation>La cámara está apagada ahora</translation>
        </message>
        <message>
            <source>The capture is not being played.</source>
            <translation>La captura no se está reproduciendo.</translation>
        </message>
        <message>
            <source>The chart knows more than one patient by this number. Nothing was sent.</source>
            <translation>La historia conoce a más de un paciente con este número. No se envió nada.</translation>
        </message>
        <message>
            <source>The chart knows no patient by this number. Nothing was sent.</source>
            <translation>La historia no conoce a ningún paciente con este número. No se envió nada.</translation>
        </message>
        <message>
            <source>The chart's system of patient numbers</source>
            <translation>Sistema de números de paciente de la historia</translation>
        </message>
        <message>
            <source>The check is not open. You can see how it stands; open it to answer.</source>
            <translation>La revisión no está abierta. Puede ver cómo está; ábrala para responder.</translation>
        </message>
        <message>
            <source>The check words were not the same on both sides.</source>
            <translation>Las palabras de control no eran iguales en los dos lados.</translation>
        </message>
        <message>
            <source>The check words were not the same on both sides: pair again.</source>
            <translation>Las palabras de control no eran iguales en los dos lados: vincule de nuevo.</translation>
        </message>
        <message>
            <source>The clinic asks for no second signature.</source>
            <translation>La clínica no pide una segunda firma.</translation>
        </message>
        <message>
            <source>The clinic asks for two people's signatures: {count} so far.</source>
            <translation>La clínica pide la firma de dos personas: {count} hasta ahora.</translation>
        </message>
        <message>
            <source>The clinic asks for two people. Each presses their own button, after the last answer; an answer that changes takes both away.</source>
            <translation>La clínica pide dos personas. Cada una pulsa su propio botón, después de la última respuesta; si una respuesta cambia, se retiran ambas.</translation>
        </message>
        <message>
            <source>The clinic has not signed a sedation score (MOAA/S) for a further dose.</source>
            <translation>La clínica no ha firmado una puntuación de sedación (MOAA/S) para otra dosis.</translation>
        </message>
        <message>
            <source>The clinic's address is not known. Check it and your internet.</source>
            <translation>La dirección de la clínica no se conoce. Revísela, y también su internet.</translation>
        </message>
        <message>
            <source>The clinic's rules cannot be read: this session opens under the strictest.</source>
            <translation>No se pueden leer las normas de la clínica: esta sesión se abre con las más estrictas.</translation>
        </message>
        <message>
            <source>The clinic's server does not allow this. Tell your therapist.</source>
            <translation>El servidor de la clínica no lo permite. Avise a su terapeuta.</translation>
        </message>
        <message>
            <source>The clinician must be spoken to now. {call_prescriber}</source>
            <translation>Hay que hablar ahora con el clínico. {call_prescriber}</translation>
        </message>
        <message>
            <source>The clock is often never set. Approval for clinical use is not known.</source>
            <translation>A menudo el reloj nunca se pone en hora. No se conoce aprobación para uso clínico.</translation>
        </message>
        <message>
            <source>The code is older than ten minutes. Make a new one.</source>
            <translation>El código tiene más de diez minutos. Haga uno nuevo.</translation>
        </message>
        <message>
            <source>The code is used up after wrong tries. Make a new one.</source>
            <translation>El código se agotó tras intentos equivocados. Haga uno nuevo.</translation>
        </message>
        <message>
            <source>The computer's Bluetooth service does not answer. Switch Bluetooth off and on again.</source>
            <translation>El servicio de Bluetooth del ordenador no responde. Apague y encienda el Bluetooth.</translation>
        </message>
        <message>
            <source>The computer's Bluetooth service stopped. It is looked for again.</source>
            <translation>El servicio de Bluetooth del ordenador se detuvo. Se busca de nuevo.</translation>
        </message>
        <message>
            <source>The computer's clock was moved by {step:.0f} s.</source>
            <translation>El reloj del ordenador se movió {step:.0f} s.</translation>
        </message>
        <message>
            <source>The computer's clock went {side} by {span}.</source>
            <translation>El reloj del ordenador fue {side} {span}.</translation>
        </message>
        <message>
            <source>The connection broke off on the way. Try again.</source>
            <translation>La conexión se cortó en el camino. Inténtelo otra vez.</translation>
        </message>
        <message>
            <source>The connection broke off. Whether it arrived is not known.</source>
            <translation>La conexión se cortó. No se sabe si llegó.</translation>
        </message>
        <message>
            <source>The connection ended: nothing was started.</source>
            <translation>La conexión terminó: no se inició nada.</translation>
        </message>
        <message>
            <source>The connection to the server broke off. It is made anew.</source>
            <translation>La conexión con el servidor se cortó. Se establece de nuevo.</translation>
        </message>
        <message>
            <source>The connection was closed.</source>
            <translation>La conexión se cerró.</translation>
        </message>
        <message>
            <source>The connection was cut off again and again, and is tried again within a minute. If this session is open in another program, end one of the two.</source>
            <translation>La conexión se cortó una y otra vez, y se intentará de nuevo antes de un minuto. Si esta sesión está abierta en otro programa, cierre uno de los dos.</translation>
        </message>
        <message>
            <source>The copy does not hold what its original holds.</source>
            <translation>La copia no contiene lo que contiene su original.</translation>
        </message>
        <message>
            <source>The copy is not whole: {text}</source>
            <translation>La copia no está completa: {text}</translation>
        </message>
        <message>
            <source>The copy needs a name of its own.</source>
            <translation>La copia necesita un nombre propio.</translation>
        </message>
        <message>
            <source>The cuff and this computer are not paired, or one of them forgot the pairing. Remove the cuff in the computer's Bluetooth settings, put the cuff into pairing mode and pair again.</source>
            <translation>El manguito y este ordenador no están vinculados, o uno olvidó el vínculo. Quite el manguito en los ajustes de Bluetooth del ordenador, póngalo en modo de vinculación y vincúlelo de nuevo.</translation>
        </message>
        <message>
            <source>The cuff asks to be paired. Confirm on this computer, and type the number it shows.</source>
            <translation>El manguito pide vincularse. Confirme en este ordenador y escriba el número que muestra.</translation>
        </message>
        <message>
            <source>The cuff at the patient's side is out of reach or switched off.</source>
            <translation>El manguito del lado del paciente está fuera de alcance o apagado.</translation>
        </message>
        <message>
            <source>The cuff completed its measurement and sent no result.</source>
            <translation>El manguito completó su medición y no envió resultado.</translation>
        </message>
        <message>
            <source>The cuff could not measure.</source>
            <translation>El manguito no pudo medir.</translation>
        </message>
        <message>
            <source>The cuff could not measure. Check how it sits, and its batteries.</source>
            <translation>El manguito no pudo medir. Revise su colocación y sus pilas.</translation>
        </message>
        <message>
            <source>The cuff did not answer in time.</source>
            <translation>El manguito no respondió a tiempo.</translation>
        </message>
        <message>
            <source>The cuff did not begin to measure; it was told to stop.</source>
            <translation>El manguito no empezó a medir; se le ordenó parar.</translation>
        </message>
        <message>
            <source>The cuff did not deflate as it should. Check the hose.</source>
            <translation>El manguito no se desinfló como debía. Revise el tubo.</translation>
        </message>
        <message>
            <source>The cuff did not fill in time. Check the cuff and the hose.</source>
            <translation>El manguito no se llenó a tiempo. Revise el manguito y el tubo.</translation>
        </message>
        <message>
            <source>The cuff did not fill. Check for a leak or a loose cuff.</source>
            <translation>El manguito no se llenó. Busque una fuga o un manguito suelto.</translation>
        </message>
        <message>
            <source>The cuff did not let this computer listen: it waits to be paired. Pair it in the computer's Bluetooth settings, with its maker's app closed on every phone, and try again.</source>
            <translation>El manguito no dejó escuchar a este ordenador: espera vincularse. Vincúlelo en los ajustes de Bluetooth del ordenador, con la aplicación del fabricante cerrada en todos los teléfonos, e inténtelo de nuevo.</translation>
        </message>
        <message>
            <source>The cuff ended the connection.</source>
            <translation>El manguito terminó la conexión.</translation>
        </message>
        <message>
            <source>The cuff found a result that cannot be.</source>
            <translation>El manguito halló un resultado imposible.</translation>
        </message>
        <message>
            <source>The cuff found too few heart beats.</source>
            <translation>El manguito halló muy pocos latidos.</translation>
        </message>
        <message>
            <source>The cuff is loose or missing.</source>
            <translation>El manguito está suelto o falta.</translation>
        </message>
        <message>
            <source>The cuff is measuring. Keep the arm still.</source>
            <translation>El manguito está midiendo. Mantenga el brazo quieto.</translation>
        </message>
        <message>
            <source>The cuff is measuring: nothing was started.</source>
            <translation>El manguito está midiendo: no se inició nada.</translation>
        </message>
        <message>
            <source>The cuff is not connected: nothing was started.</source>
            <translation>El manguito no está conectado: no se inició nada.</translation>
        </message>
        <message>
            <source>The cuff is not ready: nothing was started.</source>
            <translation>El manguito no está listo: no se inició nada.</translation>
        </message>
        <message>
            <source>The cuff is still busy: nothing was started.</source>
            <translation>El manguito sigue ocupado: no se inició nada.</translation>
        </message>
        <message>
            <source>The cuff module does not answer. Check its power and the cable.</source>
            <translation>El módulo del manguito no responde. Compruebe su alimentación y el cable.</translation>
        </message>
        <message>
            <source>The cuff sent numbers that cannot be used.</source>
            <translation>El manguito envió números que no se pueden usar.</translation>
        </message>
        <message>
            <source>The cuff slipped</source>
            <translation>El manguito se deslizó</translation>
        </message>
        <message>
            <source>The cuff was asked to measure and brought no result in time.</source>
            <translation>Se pidió al manguito que midiera y no dio resultado a tiempo.</translation>
        </message>
        <message>
            <source>The cuff's calibration is damaged.</source>
            <translation>La calibración del manguito está dañada.</translation>
        </message>
        <message>
            <source>The cuff's sensor is disturbed.</source>
            <translation>El sensor del manguito está alterado.</translation>
        </message>
        <message>
            <source>The date above holds for them</source>
            <translation>Vale para ellas la fecha de arriba</translation>
        </message>
        <message>
            <source>The date of birth is missing: limits may depend on the age.</source>
            <translation>Falta la fecha de nacimiento: los límites pueden depender de la edad.</translation>
        </message>
        <message>
            <source>The date of birth is not a date: write it as 1984-03-02.</source>
            <translation>La fecha de nacimiento no es una fecha: escríbala como 1984-03-02.</translation>
        </message>
        <message>
            <source>The device asks to be paired. Answer what this computer asks.</source>
            <translation>El dispositivo pide vincularse. Responda a lo que pregunta este ordenador.</translation>
        </message>
        <message>
            <source>The device does not answer any more.</source>
            <translation>El dispositivo ya no responde.</translation>
        </message>
        <message>
            <source>The device does not answer. Check that it is on, and the cable.</source>
            <translation>El dispositivo no responde. Compruebe que está encendido y el cable.</translation>
        </message>
        <message>
            <source>The device ended the connection.</source>
            <translation>El dispositivo terminó la conexión.</translation>
        </message>
        <message>
            <source>The device is heard.</source>
            <translation>Se oye el dispositivo.</translation>
        </message>
        <message>
            <source>The device is no longer heard. Switch it on, or bring it nearer.</source>
            <translation>Ya no se oye el dispositivo. Enciéndalo o acérquelo.</translation>
        </message>
        <message>
            <source>The device is not connected.</source>
            <translation>El dispositivo no está conectado.</translation>
        </message>
        <message>
            <source>The device is not part of this session.</source>
            <translation>El dispositivo no forma parte de esta sesión.</translation>
        </message>
        <message>
            <source>The device is not remembered. {settings}</source>
            <translation>El dispositivo no se recuerda. {settings}</translation>
        </message>
        <message>
            <source>The device is paired and has hung up, as many do. Take a test reading on it: it comes on the air by itself afterwards.</source>
            <translation>El dispositivo está vinculado y ha colgado, como muchos. Haga una lectura de prueba en él: después aparece solo.</translation>
        </message>
        <message>
            <source>The device is still busy: nothing was started.</source>
            <translation>El dispositivo sigue ocupado: no se inició nada.</translation>
        </message>
        <message>
            <source>The device is used now, but not remembered. {settings}</source>
            <translation>El dispositivo se usa ahora, pero no se recuerda. {settings}</translation>
        </message>
        <message>
            <source>The device reports that its measurement failed. Take another test reading.</source>
            <translation>El dispositivo comunica que su medición falló. Haga otra lectura de prueba.</translation>
        </message>
        <message>
            <source>The device sends more than can be read. Reconnecting.</source>
            <translation>El dispositivo envía más de lo que se puede leer. Reconectando.</translation>
        </message>
        <message>
            <source>The device sent no value.</source>
            <translation>El dispositivo no envió ningún valor.</translation>
        </message>
        <message>
            <source>The device was heard but does not let this computer connect. Bring it nearer.</source>
            <translation>Se oyó el dispositivo, pero no deja conectar a este ordenador. Acérquelo.</translation>
        </message>
        <message>
            <source>The device was not heard. Switch it on, start a measurement on it, or bring it nearer.</source>
            <translation>No se oyó el dispositivo. Enciéndalo, inicie en él una medición o acérquelo.</translation>
        </message>
        <message>
            <source>The device's services have changed and this computer still uses the old ones. Remove the device in the computer's Bluetooth settings and pair it again.</source>
            <translation>Los servicios del dispositivo han cambiado y este ordenador aún usa los antiguos. Quite el dispositivo en los ajustes de Bluetooth del ordenador y vincúlelo de nuevo.</translation>
        </message>
        <message>
            <source>The device's services have changed since they were learnt. Connecting anew.</source>
            <translation>Los servicios del dispositivo han cambiado desde que se conocieron. Conectando de nuevo.</translation>
        </message>
        <message>
            <source>The disk did not take or give back part of the record ({path}). What was saved before is kept. Check the disk and its connection; saving is tried again.</source>
            <translation>El disco no guardó o no devolvió parte del registro ({path}). Lo guardado antes se conserva. Compruebe el disco y su conexión; se vuelve a intentar guardar.</translation>
        </message>
        <message>
            <source>The disk is almost full. Make room, so that readings can be kept.</source>
            <translation>El disco está casi lleno. Haga sitio, para que se puedan guardar las lecturas.</translation>
        </message>
        <message>
            <source>The disk that holds the record {path} is full. The last entry is not saved yet; everything before it is. Free some space; saving is tried again.</source>
            <translation>El disco del registro {path} está lleno. La última entrada aún no está guardada; todo lo anterior sí. Libere espacio; se vuelve a intentar guardar.</translation>
        </message>
        <message>
            <source>The dose has already been taken</source>
            <translation>La dosis ya se ha tomado</translation>
        </message>
        <message>
            <source>The doses were recorded in another order than they were taken.</source>
            <translation>Las dosis se registraron en otro orden del que se tomaron.</translation>
        </message>
        <message>
            <source>The eleven digits that your therapist reads to you</source>
            <translation>Las once cifras que le lee su terapeuta</translation>
        </message>
        <message>
            <source>The end is told. What is still on the way is waited for.</source>
            <translation>El final está avisado. Se espera lo que aún está en camino.</translation>
        </message>
        <message>
            <source>The end was told to the patient's program</source>
            <translation>Se comunicó el fin al programa del paciente</translation>
        </message>
        <message>
            <source>The engine does not answer. Monitoring has stopped. Watch the patient and the cuff.</source>
            <translation>El motor no responde. La monitorización se ha detenido. Vigile al paciente y el manguito.</translation>
        </message>
        <message>
            <source>The file itself names: {people}.</source>
            <translation>El propio archivo nombra a: {people}.</translation>
        </message>
        <message>
            <source>The file of certificates cannot be read: {path}.</source>
            <translation>No se puede leer el archivo de certificados: {path}.</translation>
        </message>
        <message>
            <source>The gate is clear: there is nothing to override.</source>
            <translation>El control está libre: no hace falta excepción.</translation>
        </message>
        <message>
            <source>The headings name two units of pressure. Name one of them.</source>
            <translation>Los encabezados nombran dos unidades de presión. Nombre solo una.</translation>
        </message>
        <message>
            <source>The hold time</source>
            <translation>El tiempo de retención</translation>
        </message>
        <message>
            <source>The host port must be set to the Compact protocol, revision 01.</source>
            <translation>El puerto del equipo debe estar en el protocolo Compact, revisión 01.</translation>
        </message>
        <message>
            <source>The key file {path} is damaged or not one of kapmonitor's. It was left as it is. Put the key file of the latest backup in its place.</source>
            <translation>El archivo de claves {path} está dañado o no es de kapmonitor. Se dejó como está. Ponga en su lugar el archivo de claves de la última copia de seguridad.</translation>
        </message>
        <message>
            <source>The key file {path} was written by a newer kapmonitor. It was left as it is. Update kapmonitor to open the record.</source>
            <translation>El archivo de claves {path} lo escribió un kapmonitor más reciente. Se dejó como está. Actualice kapmonitor para abrir el registro.</translation>
        </message>
        <message>
            <source>The key is erased on this computer</source>
            <translation>La clave está borrada en este ordenador</translation>
        </message>
        <message>
            <source>The key of the record was changed meanwhile ({path}). Nothing was changed now. Close kapmonitor, and open it again with your secret.</source>
            <translation>La clave del registro se cambió mientras tanto ({path}). Ahora no se cambió nada. Cierre kapmonitor y ábralo de nuevo con su secreto.</translation>
        </message>
        <message>
            <source>The key of this link could not be erased from this computer's disk: the file telehealth.keys beside the record. It opens nothing but this session's messages.</source>
            <translation>La clave de este enlace no se pudo borrar del disco de este ordenador: el archivo telehealth.keys junto al registro. Solo abre los mensajes de esta sesión.</translation>
        </message>
        <message>
            <source>The key of this link could not be written to this computer's disk. Readings are recorded; after a restart a new code is needed. Make room on the disk.</source>
            <translation>La clave de este enlace no se pudo escribir en el disco de este ordenador. Las lecturas se registran; tras un reinicio hace falta un código nuevo. Libere espacio en el disco.</translation>
        </message>
        <message>
            <source>The key of this link is not on this computer. Make a new code: the patient's side keeps every reading until then.</source>
            <translation>La clave de este enlace no está en este ordenador. Haga un código nuevo: hasta entonces el lado del paciente conserva todas las lecturas.</translation>
        </message>
        <message>
            <source>The key of your session is locked in this computer's store of passwords. Unlock it; nothing is lost.</source>
            <translation>La clave de su sesión está bloqueada en el almacén de contraseñas de este ordenador. Desbloquéelo; no se pierde nada.</translation>
        </message>
        <message>
            <source>The last reading is older than {reading_max_age_min:g} min.</source>
            <translation>La última lectura tiene más de {reading_max_age_min:g} min.</translation>
        </message>
        <message>
            <source>The last try failed: {why}</source>
            <translation>El último intento falló: {why}</translation>
        </message>
        <message>
            <source>The leak test found a leak.</source>
            <translation>La prueba de fugas halló una fuga.</translation>
        </message>
        <message>
            <source>The link is closed.</source>
            <translation>El enlace está cerrado.</translation>
        </message>
        <message>
            <source>The link still stands. Finish it: the patient's program delivers what it kept, says goodbye, and the keys are erased, there and here.</source>
            <translation>El enlace sigue en pie. Termínelo: el programa del paciente entrega lo que guardó, se despide, y las claves se borran, allí y aquí.</translation>
        </message>
        <message>
            <source>The link was ended before a reading came.</source>
            <translation>El enlace se terminó antes de que llegara una medición.</translation>
        </message>
        <message>
            <source>The lozenge is not recorded as out.</source>
            <translation>La pastilla no consta como retirada.</translation>
        </message>
        <message>
            <source>The measurement ended.</source>
            <translation>La medición terminó.</translation>
        </message>
        <message>
            <source>The measurement stayed at one pressure for too long.</source>
            <translation>La medición se quedó demasiado tiempo en una presión.</translation>
        </message>
        <message>
            <source>The measurement took too long in all.</source>
            <translation>La medición tardó demasiado en total.</translation>
        </message>
        <message>
            <source>The measurement took too long, or the pulse is weak.</source>
            <translation>La medición tardó demasiado, o el pulso es débil.</translation>
        </message>
        <message>
            <source>The measurement took too long.</source>
            <translation>La medición tardó demasiado.</translation>
        </message>
        <message>
            <source>The measurement was aborted.</source>
            <translation>La medición se interrumpió.</translation>
        </message>
        <message>
            <source>The measurement was stopped at the monitor.</source>
            <translation>La medición se detuvo en el monitor.</translation>
        </message>
        <message>
            <source>The measurement was stopped.</source>
            <translation>La medición se detuvo.</translation>
        </message>
        <message>
            <source>The message from the station: to its button</source>
            <translation>El mensaje de la estación: a su botón</translation>
        </message>
        <message>
            <source>The message is empty. Nothing was done.</source>
            <translation>El mensaje está vacío. No se hizo nada.</translation>
        </message>
        <message>
            <source>The meter's newest record is no result.</source>
            <translation>El registro más reciente del medidor no es un resultado.</translation>
        </message>
        <message>
            <source>The module is busy: nothing was started.</source>
            <translation>El módulo está ocupado: no se inició nada.</translation>
        </message>
        <message>
            <source>The module is still busy: nothing was started.</source>
            <translation>El módulo sigue ocupado: no se inició nada.</translation>
        </message>
        <message>
            <source>The module refused to start.</source>
            <translation>El módulo se negó a empezar.</translation>
        </message>
        <message>
            <source>The module refuses: safety override or zero out of range.</source>
            <translation>El módulo se niega: protección de seguridad o cero fuera de rango.</translation>
        </message>
        <message>
            <source>The module sent numbers that cannot be used.</source>
            <translation>El módulo envió números que no se pueden usar.</translation>
        </message>
        <message>
            <source>The module's calibration is damaged.</source>
            <translation>La calibración del módulo está dañada.</translation>
        </message>
        <message>
            <source>The module's converter is out of range.</source>
            <translation>El convertidor del módulo está fuera de rango.</translation>
        </message>
        <message>
            <source>The module's supply or hardware is out of range.</source>
            <translation>La alimentación o el hardware del módulo está fuera de rango.</translation>
        </message>
        <message>
            <source>The module's transducer is out of range.</source>
            <translation>El transductor del módulo está fuera de rango.</translation>
        </message>
        <message>
            <source>The monitor cannot say how the measurement ended.</source>
            <translation>El monitor no puede decir cómo terminó la medición.</translation>
        </message>
        <message>
            <source>The monitor could not determine the pressure.</source>
            <translation>El monitor no pudo determinar la presión.</translation>
        </message>
        <message>
            <source>The monitor did not answer the start; it was told to stop.</source>
            <translation>El monitor no respondió al inicio; se le ordenó parar.</translation>
        </message>
        <message>
            <source>The monitor does not answer. Check that it is on, and the cable.</source>
            <translation>El monitor no responde. Compruebe que está encendido y el cable.</translation>
        </message>
        <message>
            <source>The monitor does not answer. Check that it is on, and the connection.</source>
            <translation>El monitor no responde. Compruebe que está encendido y la conexión.</translation>
        </message>
        <message>
            <source>The monitor does not know its own state: nothing was started.</source>
            <translation>El monitor no conoce su propio estado: no se inició nada.</translation>
        </message>
        <message>
            <source>The monitor is already measuring: nothing was started.</source>
            <translation>El monitor ya está midiendo: no se inició nada.</translation>
        </message>
        <message>
            <source>The monitor is not in adult mode: its result is not used. Set it on the monitor.</source>
            <translation>El monitor no está en modo adulto: su resultado no se usa. Cámbielo en el monitor.</translation>
        </message>
        <message>
            <source>The monitor is not in adult mode: set it on the monitor. Nothing was started.</source>
            <translation>El monitor no está en modo adulto: cámbielo en el monitor. No se inició nada.</translation>
        </message>
        <message>
            <source>The monitor is still busy: nothing was started.</source>
            <translation>El monitor sigue ocupado: no se inició nada.</translation>
        </message>
        <message>
            <source>The monitor refused to start.</source>
            <translation>El monitor se negó a empezar.</translation>
        </message>
        <message>
            <source>The monitor sent numbers that cannot be used.</source>
            <translation>El monitor envió números que no se pueden usar.</translation>
        </message>
        <message>
            <source>The monitor stopped answering: nothing was started.</source>
            <translation>El monitor dejó de responder: no se inició nada.</translation>
        </message>
        <message>
            <source>The monitor's battery is too low: nothing was started.</source>
            <translation>La batería del monitor está demasiado baja: no se inició nada.</translation>
        </message>
        <message>
            <source>The monitor's pump does not work.</source>
            <translation>La bomba del monitor no funciona.</translation>
        </message>
        <message>
            <source>The name can be typed instead.</source>
            <translation>También se puede escribir el nombre.</translation>
        </message>
        <message>
            <source>The name is missing.</source>
            <translation>Falta el nombre.</translation>
        </message>
        <message>
            <source>The newest {listed} of {count}.</source>
            <translation>Las {listed} más recientes de {count}.</translation>
        </message>
        <message>
            <source>The no-driving rule in words</source>
            <translation>La norma de no conducir en palabras</translation>
        </message>
        <message>
            <source>The note</source>
            <translation>La nota</translation>
        </message>
        <message>
            <source>The noted heads at {path} were altered in line {line}: from there on they prove nothing. Keep that file as it is; compare with the digests on printed reports.</source>
            <translation>Los extremos anotados en {path} fueron alterados en la línea {line}: a partir de ahí no prueban nada. Conserve ese archivo como está y compare con los resúmenes de los informes impresos.</translation>
        </message>
        <message>
            <source>The octets of this cuff cannot be read again here: its readings are taken as the patient's program read them, not verified here.</source>
            <translation>Los octetos de este tensiómetro no se pueden leer de nuevo aquí: sus lecturas se toman como las leyó el programa del paciente, sin verificar aquí.</translation>
        </message>
        <message>
            <source>The order does not allow a further dose.</source>
            <translation>La orden no permite otra dosis.</translation>
        </message>
        <message>
            <source>The order names no drug.</source>
            <translation>La orden no nombra ningún fármaco.</translation>
        </message>
        <message>
            <source>The ordered amount must be above zero.</source>
            <translation>La cantidad ordenada debe ser mayor que cero.</translation>
        </message>
        <message>
            <source>The other devices are in the list. Correct the file, then open this page again.</source>
            <translation>Los demás dispositivos están en la lista. Corrija el archivo y abra de nuevo esta página.</translation>
        </message>
        <message>
            <source>The oximeter sends nothing. Check that it is on, and the cable.</source>
            <translation>El oxímetro no envía nada. Compruebe que está encendido y el cable.</translation>
        </message>
        <message>
            <source>The pairing came to nothing. Make a new code.</source>
            <translation>El emparejamiento no llegó a nada. Haga un código nuevo.</translation>
        </message>
        <message>
            <source>The part for telehealth is not installed. Install it with: pip install 'kapmonitor[telehealth]'. Readings can be typed meanwhile.</source>
            <translation>La parte de telesalud no está instalada. Instálela con: pip install 'kapmonitor[telehealth]'. Mientras tanto se pueden teclear las lecturas.</translation>
        </message>
        <message>
            <source>The part for telehealth is not installed: pip install 'kapmonitor[telehealth]'.</source>
            <translation>La parte de telesalud no está instalada: pip install 'kapmonitor[telehealth]'.</translation>
        </message>
        <message>
            <source>The patient allowed you to start the cuff from here.</source>
            <translation>El paciente permitió iniciar el manguito desde aquí.</translation>
        </message>
        <message>
            <source>The patient asks for help.</source>
            <translation>El paciente pide ayuda.</translation>
        </message>
        <message>
            <source>The patient calls</source>
            <translation>El paciente llama</translation>
        </message>
        <message>
            <source>The patient does not want a reading now.</source>
            <translation>El paciente no quiere una medición ahora.</translation>
        </message>
        <message>
            <source>The patient goes to press START, {lasts}.</source>
            <translation>El paciente va a pulsar START, {lasts}.</translation>
        </message>
        <message>
            <source>The patient has neither drawn nor typed anything.</source>
            <translation>El paciente no ha dibujado ni escrito nada.</translation>
        </message>
        <message>
            <source>The patient has no name, initials or number.</source>
            <translation>El paciente no tiene nombre, iniciales ni número.</translation>
        </message>
        <message>
            <source>The patient is already marked as back.</source>
            <translation>El paciente ya consta como de vuelta.</translation>
        </message>
        <message>
            <source>The patient presses START for each reading.</source>
            <translation>El paciente pulsa START en cada lectura.</translation>
        </message>
        <message>
            <source>The patient reports.</source>
            <translation>El paciente informa de algo.</translation>
        </message>
        <message>
            <source>The patient said the no-driving rule back</source>
            <translation>El paciente repitió la norma de no conducir</translation>
        </message>
        <message>
            <source>The patient said: not now.</source>
            <translation>El paciente dijo: ahora no.</translation>
        </message>
        <message>
            <source>The patient starts the companion, or opens the clinic's page, and types the code you read to them: about 3 minutes, before the dose. Without it readings are typed: read aloud, or texted.</source>
            <translation>El paciente inicia el acompañante, o abre la página de la clínica, y escribe el código que usted le lee: unos 3 minutos, antes de la dosis. Sin él las lecturas se escriben: leídas en voz alta o por mensaje.</translation>
        </message>
        <message>
            <source>The patient was asked for a reading and has not answered.</source>
            <translation>Se pidió una medición al paciente y no ha respondido.</translation>
        </message>
        <message>
            <source>The patient will not drive today</source>
            <translation>El paciente no conducirá hoy</translation>
        </message>
        <message>
            <source>The patient's agreement</source>
            <translation>El acuerdo del paciente</translation>
        </message>
        <message>
            <source>The patient's clock and this computer's differ: {offset}. Readings are placed by this one: look whether it is right.</source>
            <translation>El reloj del paciente y el de este ordenador difieren: {offset}. Las mediciones se sitúan por este: compruebe que es correcto.</translation>
        </message>
        <message>
            <source>The patient's clock has not been compared with this one.</source>
            <translation>El reloj del paciente no se ha comparado con este.</translation>
        </message>
        <message>
            <source>The patient's clock is known to {bound:.1f} s only; {limit:g} s asked for.</source>
            <translation>El reloj del paciente se conoce solo con {bound:.1f} s de margen; se piden {limit:g} s.</translation>
        </message>
        <message>
            <source>The patient's computer slept {minutes:.0f} min.</source>
            <translation>El ordenador del paciente estuvo suspendido {minutes:.0f} min.</translation>
        </message>
        <message>
            <source>The patient's computer: battery {charge:.0f} %.</source>
            <translation>El ordenador del paciente: batería {charge:.0f} %.</translation>
        </message>
        <message>
            <source>The patient's cuff gave no reading.</source>
            <translation>El manguito del paciente no dio ninguna medición.</translation>
        </message>
        <message>
            <source>The patient's cuff measures, {lasts}.</source>
            <translation>El manguito del paciente mide, {lasts}.</translation>
        </message>
        <message>
            <source>The patient's cuff: battery low.</source>
            <translation>El manguito del paciente: batería baja.</translation>
        </message>
        <message>
            <source>The patient's program is of another version: it cannot be read here.</source>
            <translation>El programa del paciente es de otra versión: aquí no se puede leer.</translation>
        </message>
        <message>
            <source>The patient's program said goodbye {time}: its key and readings are erased</source>
            <translation>El programa del paciente se despidió a las {time}: su clave y sus lecturas están borradas</translation>
        </message>
        <message>
            <source>The patient's program says goodbye; its key and readings are erased there</source>
            <translation>El programa del paciente se despide; su clave y sus lecturas se borran allí</translation>
        </message>
        <message>
            <source>The patient's program stopped, or lost its connection.</source>
            <translation>El programa del paciente se detuvo o perdió la conexión.</translation>
        </message>
        <message>
            <source>The patient's side cannot be heard: our own connection is gone.</source>
            <translation>No se oye el lado del paciente: falta nuestra propia conexión.</translation>
        </message>
        <message>
            <source>The patient's side cannot be heard: the server is not reached.</source>
            <translation>No se oye el lado del paciente: no se alcanza el servidor.</translation>
        </message>
        <message>
            <source>The patient's side cannot save readings.</source>
            <translation>El lado del paciente no puede guardar mediciones.</translation>
        </message>
        <message>
            <source>The patient's side has not told what came of it. Ask by voice or phone.</source>
            <translation>El lado del paciente no ha dicho qué fue de ello. Pregunte de viva voz o por teléfono.</translation>
        </message>
        <message>
            <source>The patient's side is not connected.</source>
            <translation>El lado del paciente no está conectado.</translation>
        </message>
        <message>
            <source>The patient's side is not connected: ask by voice or phone.</source>
            <translation>El lado del paciente no está conectado: pídalo de viva voz o por teléfono.</translation>
        </message>
        <message>
            <source>The patient's side is not connected: nothing was asked. Call the patient.</source>
            <translation>El lado del paciente no está conectado: no se pidió nada. Llame al paciente.</translation>
        </message>
        <message>
            <source>The patient's side is not heard. It goes on recording and sends what it kept later.</source>
            <translation>No se oye al lado del paciente. Sigue registrando y envía después lo que guardó.</translation>
        </message>
        <message>
            <source>The patient's side is not heard: it delivers when it is back. Until then the session stays open, and nothing is erased. Sign once the link has ended.</source>
            <translation>No se oye el lado del paciente: entrega cuando vuelva. Hasta entonces la sesión sigue abierta y no se borra nada. Firme cuando el enlace haya terminado.</translation>
        </message>
        <message>
            <source>The patient's side is silent.</source>
            <translation>El lado del paciente guarda silencio.</translation>
        </message>
        <message>
            <source>The patient's side is silent: their connection or computer.</source>
            <translation>El lado del paciente guarda silencio: su conexión o su ordenador.</translation>
        </message>
        <message>
            <source>The patient's side said that the names are not theirs: pair again.</source>
            <translation>En el lado del paciente dijeron que los nombres no son los suyos: vuelva a emparejar.</translation>
        </message>
        <message>
            <source>The patient's side was heard again.</source>
            <translation>Volvió a oírse el lado del paciente.</translation>
        </message>
        <message>
            <source>The patient's side was no longer heard.</source>
            <translation>Dejó de oírse el lado del paciente.</translation>
        </message>
        <message>
            <source>The patient's side was paired.</source>
            <translation>Se vinculó el lado del paciente.</translation>
        </message>
        <message>
            <source>The patient's signature, drawn</source>
            <translation>La firma del paciente, dibujada</translation>
        </message>
        <message>
            <source>The phone that knows the cuff: its maker's app closed, or its Bluetooth switched off</source>
            <translation>El teléfono que conoce el manguito: la aplicación del fabricante cerrada, o su Bluetooth apagado</translation>
        </message>
        <message>
            <source>The prescriber can be reached from now on.</source>
            <translation>Ya se puede localizar a quien prescribe.</translation>
        </message>
        <message>
            <source>The prescriber's order file</source>
            <translation>El archivo de la orden del prescriptor</translation>
        </message>
        <message>
            <source>The prescriber's order is not recorded.</source>
            <translation>La orden del prescriptor no está registrada.</translation>
        </message>
        <message>
            <source>The preset cannot be read.</source>
            <translation>No se puede leer la plantilla.</translation>
        </message>
        <message>
            <source>The preset cannot be used: {each}</source>
            <translation>No se puede usar la plantilla: {each}</translation>
        </message>
        <message>
            <source>The preset does not allow a further dose.</source>
            <translation>La plantilla no permite otra dosis.</translation>
        </message>
        <message>
            <source>The preset does not allow an override of the gate.</source>
            <translation>La plantilla no permite una excepción al control.</translation>
        </message>
        <message>
            <source>The preset does not ask this.</source>
            <translation>La plantilla no pregunta esto.</translation>
        </message>
        <message>
            <source>The pressure in the cuff was too high.</source>
            <translation>La presión en el manguito era demasiado alta.</translation>
        </message>
        <message>
            <source>The pressure is outside what the board can measure.</source>
            <translation>La presión está fuera de lo que la placa puede medir.</translation>
        </message>
        <message>
            <source>The pressure is outside what the module can measure.</source>
            <translation>La presión está fuera de lo que el módulo puede medir.</translation>
        </message>
        <message>
            <source>The printer did not take the sheet. Save it instead.</source>
            <translation>La impresora no aceptó la hoja. Guárdela en su lugar.</translation>
        </message>
        <message>
            <source>The program failed at this. Nothing was changed.</source>
            <translation>El programa falló en esto. No se cambió nada.</translation>
        </message>
        <message>
            <source>The program failed at {name}. Nothing else was lost.</source>
            <translation>El programa falló en {name}. No se perdió nada más.</translation>
        </message>
        <message>
            <source>The program failed while talking to this device. Choose the device again.</source>
            <translation>El programa falló al hablar con este dispositivo. Elija de nuevo el dispositivo.</translation>
        </message>
        <message>
            <source>The program failed while talking to this device. Nothing was recorded. Try again.</source>
            <translation>El programa falló al hablar con este dispositivo. No se registró nada. Inténtelo de nuevo.</translation>
        </message>
        <message>
            <source>The program was restarted while this reading was asked for.</source>
            <translation>El programa se reinició mientras se pedía esta lectura.</translation>
        </message>
        <message>
            <source>The program was restarted while this reading was asked for. Ask again.</source>
            <translation>El programa se reinició mientras se pedía esta lectura. Pídala de nuevo.</translation>
        </message>
        <message>
            <source>The program's engine has stopped. Nothing more is recorded. Start it again.</source>
            <translation>El motor del programa se ha detenido. No se registra nada más. Inícielo de nuevo.</translation>
        </message>
        <message>
            <source>The pulse in the cuff is weak. Check that the cuff fits.</source>
            <translation>El pulso en el manguito es débil. Compruebe que el manguito ajusta.</translation>
        </message>
        <message>
            <source>The question was asked</source>
            <translation>Se hizo la pregunta</translation>
        </message>
        <message>
            <source>The readings differ by {third_if_differs_by:g} mmHg or more: take one more.</source>
            <translation>Las lecturas difieren {third_if_differs_by:g} mmHg o más: tome una más.</translation>
        </message>
        <message>
            <source>The record cannot be read just now. Go back and try again.</source>
            <translation>El registro no se puede leer ahora. Vuelva e inténtelo de nuevo.</translation>
        </message>
        <message>
            <source>The record cannot be read just now. Try again.</source>
            <translation>El registro no se puede leer ahora. Inténtelo de nuevo.</translation>
        </message>
        <message>
            <source>The record cannot be written and no more can be kept. Write it on paper.</source>
            <translation>El registro no se puede escribir y no cabe más. Escríbalo en papel.</translation>
        </message>
        <message>
            <source>The record cannot be written, so nothing was paired. Make a new code later.</source>
            <translation>No se puede escribir el registro, así que no se emparejó nada. Haga un código nuevo más tarde.</translation>
        </message>
        <message>
            <source>The record cannot be written, so the cuff was not started. Press START on the cuff itself.</source>
            <translation>El registro no se puede escribir, así que no se inició el manguito. Pulse START en el propio manguito.</translation>
        </message>
        <message>
            <source>The record cannot be written, so the patient was not asked.</source>
            <translation>No se puede escribir el registro, así que no se pidió nada al paciente.</translation>
        </message>
        <message>
            <source>The record cannot be written. Values shown are NOT SAVED.</source>
            <translation>El registro no se puede escribir. Los valores mostrados NO ESTÁN GUARDADOS.</translation>
        </message>
        <message>
            <source>The record explains itself: one page, the exports, a note to copy, a signature.</source>
            <translation>El registro se explica solo: una página, las exportaciones, una nota para copiar, una firma.</translation>
        </message>
        <message>
            <source>The record has a new key. Who was removed cannot open it any more, not even with an old copy of the key file. Copies and backups made before keep the old key.</source>
            <translation>El registro tiene una clave nueva. Quien fue retirado ya no puede abrirlo, ni con una copia antigua del archivo de claves. Las copias hechas antes conservan la clave anterior.</translation>
        </message>
        <message>
            <source>The record has no such session. Nothing was changed.</source>
            <translation>El registro no tiene esa sesión. No se cambió nada.</translation>
        </message>
        <message>
            <source>The record holds another session {session}. Nothing was changed.</source>
            <translation>El registro tiene otra sesión {session}. No se ha cambiado nada.</translation>
        </message>
        <message>
            <source>The record holds session {session} only up to entry {seq}; the file goes on. Nothing was changed.</source>
            <translation>El registro tiene la sesión {session} solo hasta la entrada {seq}; el archivo continúa. No se ha cambiado nada.</translation>
        </message>
        <message>
            <source>The record is NOT encrypted. Whoever has its file can read all of it.</source>
            <translation>El registro NO está cifrado. Quien tenga su archivo puede leerlo entero.</translation>
        </message>
        <message>
            <source>The record is damaged{where}: {reason}. {advice}</source>
            <translation>El registro está dañado{where}: {reason}. {advice}</translation>
        </message>
        <message>
            <source>The record is encrypted, and this computer does not open it by itself. Enter your secret, or the recovery key that was written down when the record was encrypted.</source>
            <translation>El registro está cifrado y este ordenador no lo abre por sí mismo. Escriba su secreto o la clave de recuperación que se anotó cuando se cifró el registro.</translation>
        </message>
        <message>
            <source>The record is encrypted. Files of it that are copied or stolen tell nothing.</source>
            <translation>El registro está cifrado. Sus archivos copiados o robados no dicen nada.</translation>
        </message>
        <message>
            <source>The record is encrypted. Its old file was overwritten and removed; a solid-state disk may keep parts of it out of reach all the same, so erase the disk before you give it away.</source>
            <translation>El registro está cifrado. Su archivo anterior se sobrescribió y se quitó; un disco de estado sólido puede conservar partes fuera de alcance, así que borre el disco antes de darlo a otros.</translation>
        </message>
        <message>
            <source>The record is encrypted. Its old file was removed, but could not be overwritten: parts of it may be found on this disk. Erase the disk before you give it away.</source>
            <translation>El registro está cifrado. Su archivo anterior se quitó, pero no se pudo sobrescribir: puede haber partes en este disco. Borre el disco antes de darlo a otros.</translation>
        </message>
        <message>
            <source>The record is intact: {held}.</source>
            <translation>El registro está íntegro: {held}.</translation>
        </message>
        <message>
            <source>The record is locked</source>
            <translation>El registro está bloqueado</translation>
        </message>
        <message>
            <source>The record is not affected.</source>
            <translation>El registro no se ve afectado.</translation>
        </message>
        <message>
            <source>The record is not encrypted. Settings, Data says why, and what to do.</source>
            <translation>El registro no está cifrado. Ajustes, Datos dice por qué y qué hacer.</translation>
        </message>
        <message>
            <source>The record is not open yet. Nothing was changed.</source>
            <translation>El registro aún no está abierto. No se cambió nada.</translation>
        </message>
        <message>
            <source>The record knows no patient {patient}. Nothing was erased.</source>
            <translation>El registro no conoce a ningún paciente {patient}. No se borró nada.</translation>
        </message>
        <message>
            <source>The record names the person behind every entry. Add yourself, or choose your name.</source>
            <translation>El registro nombra a la persona de cada entrada. Añádase o elija su nombre.</translation>
        </message>
        <message>
            <source>The record {path} cannot be opened for writing: the file or its folder is read-only, or belongs to someone else. What was saved before is kept. Allow writing there, or choose another data folder with --data.</source>
            <translation>El registro {path} no se puede abrir para escribir: el archivo o su carpeta es de solo lectura o de otra persona. Lo guardado antes se conserva. Permita escribir allí o elija otra carpeta de datos con --data.</translation>
        </message>
        <message>
            <source>The record {path} does not open with this key: it is encrypted with another one, is no kapmonitor record, or its beginning was overwritten. It was left as it is. Use the key file that belongs to it (a copy lies beside each backup), or restore a backup.</source>
            <translation>El registro {path} no se abre con esta clave: está cifrado con otra, no es un registro de kapmonitor o se sobrescribió su comienzo. Se dejó como está. Use el archivo de claves que le corresponde (junto a cada copia de seguridad hay uno) o restaure una copia.</translation>
        </message>
        <message>
            <source>The record {path} is being read by another program just now. Nothing was changed. Close it there, and try again.</source>
            <translation>Otro programa está leyendo ahora mismo el registro {path}. No se cambió nada. Ciérrelo allí e inténtelo de nuevo.</translation>
        </message>
        <message>
            <source>The record {path} is damaged: the file was cut short or overwritten. It was left as it is. Run kapmonitor check-record to see what is whole, and restore the latest backup.</source>
            <translation>El registro {path} está dañado: el archivo se cortó o se sobrescribió. Se dejó como estaba. Ejecute kapmonitor check-record para ver qué está íntegro y restaure la última copia de seguridad.</translation>
        </message>
        <message>
            <source>The record {path} is encrypted, and its key file {keys} is not beside it. It was left as it is. Put the key file back: a copy lies beside each backup.</source>
            <translation>El registro {path} está cifrado y su archivo de claves {keys} no está junto a él. Se dejó como está. Vuelva a poner el archivo de claves: junto a cada copia de seguridad hay uno.</translation>
        </message>
        <message>
            <source>The record {path} is encrypted, and this installation of kapmonitor cannot open encrypted records: the part sqlcipher3 is missing. It was left as it is. Install that part, or open the record on another computer.</source>
            <translation>El registro {path} está cifrado y esta instalación de kapmonitor no puede abrir registros cifrados: falta la parte sqlcipher3. Se dejó como está. Instale esa parte o abra el registro en otro ordenador.</translation>
        </message>
        <message>
            <source>The record {path} is encrypted, and was not unlocked. It was left as it is. Unlock it with your secret or the recovery key.</source>
            <translation>El registro {path} está cifrado y no se desbloqueó. Se dejó como está. Desbloquéelo con su secreto o con la clave de recuperación.</translation>
        </message>
        <message>
            <source>The record {path} is in use by another program{holder}. Nothing was changed. Close it there, or choose another data folder with --data.</source>
            <translation>Otro programa usa el registro {path}{holder}. No se cambió nada. Ciérrelo allí o elija otra carpeta de datos con --data.</translation>
        </message>
        <message>
            <source>The record {path} is not encrypted, though its key file says that it is: another file was put in its place. It was left as it is. Put the right one back, or restore a backup.</source>
            <translation>El registro {path} no está cifrado, aunque su archivo de claves dice que lo está: se puso otro archivo en su lugar. Se dejó como está. Vuelva a poner el correcto o restaure una copia de seguridad.</translation>
        </message>
        <message>
            <source>The record {path} was written by a newer kapmonitor (record version {found}; this program writes {known}). It was left as it is. Update kapmonitor to go on with it{meanwhile}.</source>
            <translation>El registro {path} lo escribió un kapmonitor más nuevo (versión del registro {found}; este programa escribe {known}). Se dejó como estaba. Actualice kapmonitor para continuar con él{meanwhile}.</translation>
        </message>
        <message>
            <source>The record's disk has no room for a whole session. Free some space before one begins.</source>
            <translation>El disco del registro no tiene espacio para una sesión entera. Libere espacio antes de empezar una.</translation>
        </message>
        <message>
            <source>The record's disk is nearly full: room for about {count} sessions. Free some space.</source>
            <translation>El disco del registro está casi lleno: hay espacio para unas {count} sesiones. Libere espacio.</translation>
        </message>
        <message>
            <source>The record, your own presets, devices and policies, and these settings. Nothing leaves this computer by itself, and nothing is ever deleted by itself.</source>
            <translation>El registro, sus propias plantillas, dispositivos y normas, y estos ajustes. Nada sale por sí solo de este ordenador, y nada se borra nunca por sí solo.</translation>
        </message>
        <message>
            <source>The request expired: nothing late will start. You may ask again.</source>
            <translation>La petición caducó: nada se iniciará tarde. Puede pedirlo de nuevo.</translation>
        </message>
        <message>
            <source>The request was not shown to the patient in time.</source>
            <translation>La petición no se mostró al paciente a tiempo.</translation>
        </message>
        <message>
            <source>The rest of {rest_min:g} min was not started.</source>
            <translation>El reposo de {rest_min:g} min no se inició.</translation>
        </message>
        <message>
            <source>The room has not answered. It may not have it: call the room.</source>
            <translation>La sala no ha respondido. Puede que no lo tenga: llame a la sala.</translation>
        </message>
        <message>
            <source>The route is missing.</source>
            <translation>Falta la vía.</translation>
        </message>
        <message>
            <source>The row names another patient.</source>
            <translation>La fila nombra a otro paciente.</translation>
        </message>
        <message>
            <source>The same all session, or say what changed.</source>
            <translation>Igual toda la sesión, o indique qué cambió.</translation>
        </message>
        <message>
            <source>The same minute as row {row}.</source>
            <translation>El mismo minuto que la fila {row}.</translation>
        </message>
        <message>
            <source>The same person</source>
            <translation>La misma persona</translation>
        </message>
        <message>
            <source>The same person as {name}</source>
            <translation>La misma persona que {name}</translation>
        </message>
        <message>
            <source>The same time and values as an earlier row.</source>
            <translation>La misma hora y los mismos valores que una fila anterior.</translation>
        </message>
        <message>
            <source>The same time and values were imported before.</source>
            <translation>La misma hora y los mismos valores ya se importaron.</translation>
        </message>
        <message>
            <source>The score goes from {low} to {high}.</source>
            <translation>La puntuación va de {low} a {high}.</translation>
        </message>
        <message>
            <source>The score has no such item, or no such points.</source>
            <translation>La puntuación no tiene ese apartado o esos puntos.</translation>
        </message>
        <message>
            <source>The screen was locked ({why})</source>
            <translation>La pantalla se bloqueó ({why})</translation>
        </message>
        <message>
            <source>The server cannot be reached.</source>
            <translation>No se puede alcanzar el servidor.</translation>
        </message>
        <message>
            <source>The server cannot be reached. Check this computer's internet.</source>
            <translation>No se llega al servidor. Compruebe la conexión a internet de este ordenador.</translation>
        </message>
        <message>
            <source>The server did not answer in time.</source>
            <translation>El servidor no respondió a tiempo.</translation>
        </message>
        <message>
            <source>The server does not accept the token. Settings, Data: give another.</source>
            <translation>El servidor no acepta la clave de acceso. Ajustes, Datos: indique otra.</translation>
        </message>
        <message>
            <source>The server does not allow this. Ask whoever looks after it.</source>
            <translation>El servidor no lo permite. Pregunte a quien lo atiende.</translation>
        </message>
        <message>
            <source>The server does not answer. It is tried again all the time.</source>
            <translation>El servidor no responde. Se intenta de nuevo todo el tiempo.</translation>
        </message>
        <message>
            <source>The server does not answer. The patient's side goes on recording.</source>
            <translation>El servidor no responde. El lado del paciente sigue registrando.</translation>
        </message>
        <message>
            <source>The server failed.</source>
            <translation>El servidor falló.</translation>
        </message>
        <message>
            <source>The server is busy.</source>
            <translation>El servidor está ocupado.</translation>
        </message>
        <message>
            <source>The server refused the session. Nothing was kept there.</source>
            <translation>El servidor rechazó la sesión. Allí no se guardó nada.</translation>
        </message>
        <message>
            <source>The server sent us to another place. Nothing was sent there.</source>
            <translation>El servidor nos remitió a otro lugar. No se envió nada allí.</translation>
        </message>
        <message>
            <source>The server's address is not known. Check it and the internet.</source>
            <translation>La dirección del servidor no se conoce. Compruébela, y la conexión a internet.</translation>
        </message>
        <message>
            <source>The server's certificate is not good on this computer's date, so nothing was sent. Look whether the date is right; if it is, tell your therapist.</source>
            <translation>El certificado del servidor no es válido en la fecha de este ordenador, así que no se envió nada. Mire si la fecha es correcta; si lo es, avise a su terapeuta.</translation>
        </message>
        <message>
            <source>The server's certificate is not good on this computer's date. Look whether the date is right; if it is, ask whoever looks after the server to renew it.</source>
            <translation>El certificado del servidor no es válido en la fecha de este ordenador. Mire si la fecha es correcta; si lo es, pida a quien cuida el servidor que lo renueve.</translation>
        </message>
        <message>
            <source>The server's certificate is not the right one, so nothing was sent. Ask whoever runs it; a certificate of your own goes into Settings, Data.</source>
            <translation>El certificado del servidor no es el correcto, así que no se envió nada. Pregunte a quien lo administra; un certificado propio se indica en Ajustes, Datos.</translation>
        </message>
        <message>
            <source>The server's identity was not accepted, so nothing was sent. Tell your therapist.</source>
            <translation>La identidad del servidor no se aceptó, así que no se envió nada. Avise a su terapeuta.</translation>
        </message>
        <message>
            <source>The server's identity was not accepted. Ask whoever looks after it; there is no way around it.</source>
            <translation>No se aceptó la identidad del servidor. Pregunte a quien lo atiende; no hay otro modo.</translation>
        </message>
        <message>
            <source>The session cannot be closed as discharged while an item is open.</source>
            <translation>La sesión no se puede cerrar como alta mientras haya algo pendiente.</translation>
        </message>
        <message>
            <source>The session ended first.</source>
            <translation>La sesión terminó antes.</translation>
        </message>
        <message>
            <source>The session has not begun.</source>
            <translation>La sesión no ha empezado.</translation>
        </message>
        <message>
            <source>The session has not ended.</source>
            <translation>La sesión no ha terminado.</translation>
        </message>
        <message>
            <source>The session has not ended. Nothing was taken over. Export it after its end.</source>
            <translation>La sesión no ha terminado. No se ha incorporado nada. Expórtela cuando termine.</translation>
        </message>
        <message>
            <source>The session is larger than the server takes.</source>
            <translation>La sesión es más grande de lo que acepta el servidor.</translation>
        </message>
        <message>
            <source>The session plays on to the next part.</source>
            <translation>La sesión sigue hasta la parte siguiente.</translation>
        </message>
        <message>
            <source>The signal was disturbed. Keep the arm still.</source>
            <translation>La señal estaba alterada. Mantenga el brazo quieto.</translation>
        </message>
        <message>
            <source>The signal was poor. Keep the arm still.</source>
            <translation>La señal era mala. Mantenga el brazo quieto.</translation>
        </message>
        <message>
            <source>The signal was too strong to read. Keep the arm still.</source>
            <translation>La señal era demasiado fuerte para leerla. Mantenga el brazo quieto.</translation>
        </message>
        <message>
            <source>The signature covers the preset exactly as it reads now. A change undoes it.</source>
            <translation>La firma cubre la plantilla exactamente como está ahora. Un cambio la anula.</translation>
        </message>
        <message>
            <source>The signature is for another version of this preset.</source>
            <translation>La firma es de otra versión de esta plantilla.</translation>
        </message>
        <message>
            <source>The simulated session begins by itself. Afterwards, end the simulation below.</source>
            <translation>La sesión simulada empieza sola. Después, termine la simulación abajo.</translation>
        </message>
        <message>
            <source>The six digits on its display</source>
            <translation>Las seis cifras de su pantalla</translation>
        </message>
        <message>
            <source>The sound can be paused for {menu} s.</source>
            <translation>El sonido se puede pausar {menu} s.</translation>
        </message>
        <message>
            <source>The sound is not paused.</source>
            <translation>El sonido no está en pausa.</translation>
        </message>
        <message>
            <source>The sound output "{chosen}" is gone. Connect it, or choose another.</source>
            <translation>La salida de sonido «{chosen}» ya no está. Conéctela o elija otra.</translation>
        </message>
        <message>
            <source>The sound output "{output}" cannot be opened ({fault}).</source>
            <translation>La salida de sonido «{output}» no se puede abrir ({fault}).</translation>
        </message>
        <message>
            <source>The sound output "{output}" is not there. {find_it}</source>
            <translation>La salida de sonido «{output}» no está. {find_it}</translation>
        </message>
        <message>
            <source>The swish interval</source>
            <translation>El intervalo de enjuague</translation>
        </message>
        <message>
            <source>The telehealth server's address cannot be used: it begins with mqtts:// or wss://. Correct it in the settings.</source>
            <translation>La dirección del servidor de telesalud no sirve: empieza por mqtts:// o wss://. Corríjala en los ajustes.</translation>
        </message>
        <message>
            <source>The time to wait must be above zero.</source>
            <translation>El tiempo de espera debe ser mayor que cero.</translation>
        </message>
        <message>
            <source>The token is in the system's own store of secrets.</source>
            <translation>La clave de acceso está en el almacén de secretos del sistema.</translation>
        </message>
        <message>
            <source>The tube is blocked. Check that it is not bent.</source>
            <translation>El tubo está bloqueado. Compruebe que no está doblado.</translation>
        </message>
        <message>
            <source>The two are not alike. Type the new secret again.</source>
            <translation>Las dos no coinciden. Escriba de nuevo la clave nueva.</translation>
        </message>
        <message>
            <source>The typeface is Inter, under the SIL Open Font License.</source>
            <translation>La tipografía es Inter, con la licencia SIL Open Font License.</translation>
        </message>
        <message>
            <source>The unit is missing.</source>
            <translation>Falta la unidad.</translation>
        </message>
        <message>
            <source>The way home</source>
            <translation>La vuelta a casa</translation>
        </message>
        <message>
            <source>The window answers.</source>
            <translation>La ventana responde.</translation>
        </message>
        <message>
            <source>The window does not answer.</source>
            <translation>La ventana no responde.</translation>
        </message>
        <message>
            <source>The window is made with Qt for Python, under the LGPL, version 3.</source>
            <translation>La ventana está hecha con Qt for Python, con la licencia LGPL, versión 3.</translation>
        </message>
        <message>
            <source>The words were not the same, so everything of it was erased. Call again.</source>
            <translation>Las palabras no eran las mismas, así que se borró todo. Llame de nuevo.</translation>
        </message>
        <message>
            <source>The {at_min:g}-minute reading is overdue.</source>
            <translation>La lectura del minuto {at_min:g} va con retraso.</translation>
        </message>
        <message>
            <source>The {priority} limit stands at {value:g}: this one comes before it.</source>
            <translation>El límite de prioridad {priority} está en {value:g}: este va antes.</translation>
        </message>
        <message>
            <source>Their phone</source>
            <translation>Su teléfono</translation>
        </message>
        <message>
            <source>Their program stopped</source>
            <translation>Su programa se detuvo</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Aspecto</translation>
        </message>
        <message>
            <source>Theme and language</source>
            <translation>Aspecto e idioma</translation>
        </message>
        <message>
            <source>Then</source>
            <translation>Después</translation>
        </message>
        <message>
            <source>Then you need not press anything during the session. You can always say stop.</source>
            <translation>Así no tiene que pulsar nada durante la sesión. Siempre puede decir que pare.</translation>
        </message>
        <message>
            <source>Then {following}, in {left}.</source>
            <translation>Después la {following}, en {left}.</translation>
        </message>
        <message>
            <source>Therapist</source>
            <translation>Terapeuta</translation>
        </message>
        <message>
            <source>Therapist not connected. Readings are kept.</source>
            <translation>Terapeuta sin conexión. Las lecturas se conservan.</translation>
        </message>
        <message>
            <source>There are more: type more of the name, or the date of birth.</source>
            <translation>Hay más: escriba más del nombre, o la fecha de nacimiento.</translation>
        </message>
        <message>
            <source>There is a key file at {path} already, and it may be the only way to a record. It was left as it is. Open the record with it, or move it away.</source>
            <translation>Ya hay un archivo de claves en {path}, y puede ser la única vía a un registro. Se dejó como está. Abra el registro con él o quítelo de ahí.</translation>
        </message>
        <message>
            <source>There is a leak. Check the cuff and its hose.</source>
            <translation>Hay una fuga. Revise el manguito y su tubo.</translation>
        </message>
        <message>
            <source>There is no FHIR server at this address. Check it.</source>
            <translation>No hay ningún servidor FHIR en esta dirección. Compruébela.</translation>
        </message>
        <message>
            <source>There is no reading to take.</source>
            <translation>No hay ninguna medición que tomar.</translation>
        </message>
        <message>
            <source>There is no record at {path} yet. Nothing was made. Start a session first, or choose another data folder with --data.</source>
            <translation>Todavía no hay un registro en {path}. No se creó nada. Inicie primero una sesión o elija otra carpeta de datos con --data.</translation>
        </message>
        <message>
            <source>There is no recovery key. If this computer breaks and nobody's secret opens the record, it is lost, and so is every backup. Make one now, and keep it on paper, away from here.</source>
            <translation>No hay clave de recuperación. Si este ordenador se estropea y ningún secreto abre el registro, se pierde, y con él todas las copias de seguridad. Cree una ahora y guárdela en papel, lejos de aquí.</translation>
        </message>
        <message>
            <source>There is no room for the copy.</source>
            <translation>No hay espacio para la copia.</translation>
        </message>
        <message>
            <source>There is no such call.</source>
            <translation>No existe esa llamada.</translation>
        </message>
        <message>
            <source>There is no such dose.</source>
            <translation>No existe esa dosis.</translation>
        </message>
        <message>
            <source>There is no such entry.</source>
            <translation>No hay tal entrada.</translation>
        </message>
        <message>
            <source>There is no such message.</source>
            <translation>No existe ese mensaje.</translation>
        </message>
        <message>
            <source>There is no such observation.</source>
            <translation>No hay tal observación.</translation>
        </message>
        <message>
            <source>There is no such reading in the plan.</source>
            <translation>No hay tal lectura en el plan.</translation>
        </message>
        <message>
            <source>There is no such reading.</source>
            <translation>No hay tal lectura.</translation>
        </message>
        <message>
            <source>There is no time zone of that name. Write it as Europe/Madrid.</source>
            <translation>No existe una zona horaria con ese nombre. Escríbala como Europe/Madrid.</translation>
        </message>
        <message>
            <source>There is no unanswered alarm of that kind.</source>
            <translation>No hay ninguna alarma de ese tipo sin responder.</translation>
        </message>
        <message>
            <source>There is nobody of this name any more.</source>
            <translation>Ya no hay nadie con ese nombre.</translation>
        </message>
        <message>
            <source>There is nobody to add.</source>
            <translation>No hay a quién añadir.</translation>
        </message>
        <message>
            <source>There is pressure in the cuff: nothing was started.</source>
            <translation>Hay presión en el manguito: no se inició nada.</translation>
        </message>
        <message>
            <source>There is room to keep readings.</source>
            <translation>Hay sitio para guardar las lecturas.</translation>
        </message>
        <message>
            <source>There is somebody of this name already.</source>
            <translation>Ya hay alguien con ese nombre.</translation>
        </message>
        <message>
            <source>There is still pressure in the cuff: nothing was started.</source>
            <translation>Todavía hay presión en el manguito: no se inició nada.</translation>
        </message>
        <message>
            <source>There was too much pressure or air in the cuff.</source>
            <translation>Había demasiada presión o aire en el manguito.</translation>
        </message>
        <message>
            <source>These alarms are over, answered, or new since. Look again.</source>
            <translation>Estas alarmas ya terminaron, ya se atendieron o son nuevas. Mire otra vez.</translation>
        </message>
        <message>
            <source>These digits are not the right ones. Please listen again.</source>
            <translation>Estas cifras no son las correctas. Escuche otra vez, por favor.</translation>
        </message>
        <message>
            <source>These keys</source>
            <translation>Estas teclas</translation>
        </message>
        <message>
            <source>These older copies in the data folder are not encrypted: {names}.</source>
            <translation>Estas copias antiguas de la carpeta de datos no están cifradas: {names}.</translation>
        </message>
        <message>
            <source>They are not shown and not kept.</source>
            <translation>No se muestran ni se guardan.</translation>
        </message>
        <message>
            <source>They match</source>
            <translation>Coinciden</translation>
        </message>
        <message>
            <source>Third</source>
            <translation>Tercera</translation>
        </message>
        <message>
            <source>This Bluetooth adapter is too old for cuffs. Use one with Bluetooth 4 or later.</source>
            <translation>Este adaptador Bluetooth es demasiado antiguo para manguitos. Use uno con Bluetooth 4 o posterior.</translation>
        </message>
        <message>
            <source>This account may not use the port yet</source>
            <translation>Esta cuenta aún no puede usar el puerto</translation>
        </message>
        <message>
            <source>This backup opens with another key than the record. Nothing was changed. Put it back with kapmonitor restore, which asks for its secret.</source>
            <translation>Esta copia se abre con otra clave que el registro. No se cambió nada. Restáurela con kapmonitor restore, que pide su secreto.</translation>
        </message>
        <message>
            <source>This board sees the rooms. To answer, it must be on the roster as a supervisor.</source>
            <translation>Este tablero ve las salas. Para responder, debe figurar en la lista como supervisor.</translation>
        </message>
        <message>
            <source>This cable alone, for whoever sits at the screen; it also keeps the modem service away from the monitor. Then plug the cable in again.</source>
            <translation>Solo este cable, para quien esté ante la pantalla; también aparta del monitor el servicio de módem. Después enchufe de nuevo el cable.</translation>
        </message>
        <message>
            <source>This clinic lets a person start each reading, and no schedule.</source>
            <translation>Esta clínica deja que una persona inicie cada lectura, y ningún horario.</translation>
        </message>
        <message>
            <source>This clinic lets readings begin with the cuff's own button only.</source>
            <translation>Esta clínica solo deja empezar las lecturas con el botón del propio manguito.</translation>
        </message>
        <message>
            <source>This code is too old. Ask for a new one.</source>
            <translation>Este código es demasiado antiguo. Pida uno nuevo.</translation>
        </message>
        <message>
            <source>This code is used up. Ask for a new one.</source>
            <translation>Este código está agotado. Pida uno nuevo.</translation>
        </message>
        <message>
            <source>This code was used already. Ask for a new one.</source>
            <translation>Este código ya se usó. Pida uno nuevo.</translation>
        </message>
        <message>
            <source>This computer cannot keep your call, but it is being sent. Call out to the person with you, too.</source>
            <translation>Este ordenador no puede guardar su llamada, pero se está enviando. Avise también en voz alta a quien esté con usted.</translation>
        </message>
        <message>
            <source>This computer does not reach the server. The patient's side goes on recording.</source>
            <translation>Este ordenador no llega al servidor. El lado del paciente sigue registrando.</translation>
        </message>
        <message>
            <source>This computer has no printer set up. Save the sheet, then print or send the file.</source>
            <translation>Este ordenador no tiene impresora configurada. Guarde la hoja y después imprima o envíe el archivo.</translation>
        </message>
        <message>
            <source>This computer opens it without asking, for your account alone.</source>
            <translation>Este ordenador lo abre sin preguntar, solo para su cuenta.</translation>
        </message>
        <message>
            <source>This computer's clock differs from the rooms' by {seconds} s. Set it: rooms may be shown as silent, and may refuse what is sent from here.</source>
            <translation>El reloj de este ordenador difiere del de las salas en {seconds} s. Póngalo en hora: las salas pueden aparecer calladas y rechazar lo que se envía desde aquí.</translation>
        </message>
        <message>
            <source>This computer's: {zone}</source>
            <translation>La de este ordenador: {zone}</translation>
        </message>
        <message>
            <source>This cuff starts only by its own button.</source>
            <translation>Este manguito solo empieza con su propio botón.</translation>
        </message>
        <message>
            <source>This device already has a part in this session. Release it first.</source>
            <translation>Este dispositivo ya tiene un papel en esta sesión. Suéltelo primero.</translation>
        </message>
        <message>
            <source>This ends the session.</source>
            <translation>Esto termina la sesión.</translation>
        </message>
        <message>
            <source>This ends the session. It is a fact, and never refused.</source>
            <translation>Esto termina la sesión. Es un hecho, y nunca se rechaza.</translation>
        </message>
        <message>
            <source>This entry cannot be taken back. Amend it.</source>
            <translation>Esta entrada no se puede anular. Enmiéndela.</translation>
        </message>
        <message>
            <source>This entry is not an override.</source>
            <translation>Esta entrada no es una excepción.</translation>
        </message>
        <message>
            <source>This file does not hold a whole session: {reason}. Nothing was taken over. Export the session again where it came from.</source>
            <translation>Este archivo no contiene una sesión completa: {reason}. No se tomó nada. Exporte de nuevo la sesión desde su origen.</translation>
        </message>
        <message>
            <source>This is asked before the dose only.</source>
            <translation>Esto solo se pregunta antes de la dosis.</translation>
        </message>
        <message>
            <source>This is for {role}: {names}.</source>
            <translation>Esto corresponde a {role}: {names}.</translation>
        </message>
        <message>
            <source>This is no address of a FHIR server, such as https://chart.example/fhir.</source>
            <translation>No es la dirección de un servidor FHIR, como https://chart.example/fhir.</translation>
        </message>
        <message>
            <source>This is no address of a clinic. Ask your therapist for it.</source>
            <translation>Esta no es la dirección de una clínica. Pídala a su terapeuta.</translation>
        </message>
        <message>
            <source>This is not possible {phase_words}.</source>
            <translation>Esto no es posible {phase_words}.</translation>
        </message>
        <message>
            <source>This is not the REMS form, and it is sent to nobody. It helps you to fill the form in. What was not recorded here is left open: read nothing into it.</source>
            <translation>Esto no es el formulario REMS, y no se envía a nadie. Le ayuda a rellenarlo. Lo que no se registró aquí queda abierto: no interprete nada de ello.</translation>
        </message>
        <message>
            <source>This is not the secret. Nothing was changed.</source>
            <translation>Esa no es la clave. No se cambió nada.</translation>
        </message>
        <message>
            <source>This is what is recorded already.</source>
            <translation>Eso es lo que ya está registrado.</translation>
        </message>
        <message>
            <source>This is what others would try first. Take another one.</source>
            <translation>Es lo primero que otros probarían. Elija otra.</translation>
        </message>
        <message>
            <source>This limit is the preset's own.</source>
            <translation>Este límite es el propio de la plantilla.</translation>
        </message>
        <message>
            <source>This limit may be from {low:g} to {high:g}.</source>
            <translation>Este límite puede ir de {low:g} a {high:g}.</translation>
        </message>
        <message>
            <source>This limit stays as the preset has it.</source>
            <translation>Este límite queda como en la plantilla.</translation>
        </message>
        <message>
            <source>This machine has no store of secrets: the token is in a file that only you may read. Whoever can read your files can read it.</source>
            <translation>Este equipo no tiene almacén de secretos: la clave de acceso está en un archivo que solo usted puede leer. Quien pueda leer sus archivos puede leerla.</translation>
        </message>
        <message>
            <source>This network asks for a sign-in page first. Open a web page and sign in, then try again.</source>
            <translation>Esta red pide antes entrar en una página de acceso. Abra una página web, entre y vuelva a intentarlo.</translation>
        </message>
        <message>
            <source>This network asks for a sign-in page first. Open a web page and sign in; the link then connects by itself.</source>
            <translation>Esta red pide antes entrar en una página de acceso. Abra una página web y entre; el enlace se conecta después por sí solo.</translation>
        </message>
        <message>
            <source>This number does not lead to the patient to whom the session was sent before. Nothing was sent. Ask whoever runs the chart.</source>
            <translation>Este número no lleva al paciente a quien se envió antes la sesión. No se envió nada. Consulte a quien gestiona la historia.</translation>
        </message>
        <message>
            <source>This override is for another dose than the next one.</source>
            <translation>Esta excepción es para otra dosis que la próxima.</translation>
        </message>
        <message>
            <source>This patient has no number of their own here, by which the chart knows them.</source>
            <translation>Este paciente no tiene aquí un número propio por el que la historia lo conozca.</translation>
        </message>
        <message>
            <source>This preset has no such limit that could be made personal.</source>
            <translation>Esta plantilla no tiene tal límite que se pueda personalizar.</translation>
        </message>
        <message>
            <source>This preset is for {setting_words}.</source>
            <translation>Esta plantilla es para {setting_words}.</translation>
        </message>
        <message>
            <source>This program and the patient's do not fit: install the newer version on both sides. Until then the patient reads each value aloud, and you type it.</source>
            <translation>Este programa y el del paciente no encajan: instale la versión más nueva en ambos lados. Hasta entonces, el paciente lee cada valor en voz alta y usted lo escribe.</translation>
        </message>
        <message>
            <source>This program may not use Bluetooth. Allow it in the system's privacy settings.</source>
            <translation>Este programa no puede usar Bluetooth. Permítalo en los ajustes de privacidad del sistema.</translation>
        </message>
        <message>
            <source>This program stopped. Your readings are kept. Tell your therapist, close this and open it again.</source>
            <translation>Este programa se detuvo. Sus lecturas se conservan. Dígaselo a su terapeuta, ciérrelo y ábralo otra vez.</translation>
        </message>
        <message>
            <source>This reading is already recorded as missed.</source>
            <translation>Esta lectura ya consta como omitida.</translation>
        </message>
        <message>
            <source>This reading is already recorded as not taken.</source>
            <translation>Esta lectura ya consta como no tomada.</translation>
        </message>
        <message>
            <source>This reading is already taken.</source>
            <translation>Esta lectura ya está tomada.</translation>
        </message>
        <message>
            <source>This record is not encrypted, and stays as it is: it is a simulated one.</source>
            <translation>Este registro no está cifrado y se queda como está: es simulado.</translation>
        </message>
        <message>
            <source>This score is taken item by item.</source>
            <translation>Esta puntuación se toma apartado por apartado.</translation>
        </message>
        <message>
            <source>This screen stopped by a fault of its own: it shows nothing, and calls nobody. Close it and start it again.</source>
            <translation>Esta pantalla se detuvo por un fallo propio: no muestra nada ni llama a nadie. Ciérrela y vuelva a iniciarla.</translation>
        </message>
        <message>
            <source>This server is marked as a test: no patient's session goes there.</source>
            <translation>Este servidor está marcado como de prueba: no recibe sesiones de pacientes.</translation>
        </message>
        <message>
            <source>This session is open in another program. End one of the two.</source>
            <translation>Esta sesión está abierta en otro programa. Cierre uno de los dos.</translation>
        </message>
        <message>
            <source>This session is simulated: only its own devices can be used.</source>
            <translation>Esta sesión es simulada: solo se pueden usar sus propios dispositivos.</translation>
        </message>
        <message>
            <source>This session takes {kind} devices only.</source>
            <translation>Esta sesión solo admite dispositivos de tipo {kind}.</translation>
        </message>
        <message>
            <source>This state of the record has arrived there already.</source>
            <translation>Este estado del registro ya llegó allí.</translation>
        </message>
        <message>
            <source>This system could not secure the connection to the cuff. Pair the cuff again.</source>
            <translation>Este sistema no pudo proteger la conexión con el manguito. Vincule de nuevo el manguito.</translation>
        </message>
        <message>
            <source>This takes a few seconds.</source>
            <translation>Tarda unos segundos.</translation>
        </message>
        <message>
            <source>This takes some seconds. Until then the session stays open, and nothing is erased. Sign once the link has ended.</source>
            <translation>Esto tarda unos segundos. Hasta entonces la sesión sigue abierta y no se borra nada. Firme cuando el enlace haya terminado.</translation>
        </message>
        <message>
            <source>This time came twice: clocks went back. Write the offset after it: +02:00.</source>
            <translation>Esta hora ocurrió dos veces: se atrasaron los relojes. Escriba detrás la diferencia: +02:00.</translation>
        </message>
        <message>
            <source>This time never was: clocks went forward over it.</source>
            <translation>Esta hora no existió: se adelantaron los relojes.</translation>
        </message>
        <message>
            <source>This version of macOS (12.0 to 12.2) hears no device that shows only its name, as this one does. Update macOS to 12.3 or later.</source>
            <translation>Esta versión de macOS (12.0 a 12.2) no oye dispositivos que solo muestran su nombre, como este. Actualice macOS a 12.3 o posterior.</translation>
        </message>
        <message>
            <source>This version of macOS (12.0 to 12.2) hides devices that show only their name. Update macOS to 12.3 or later to find them.</source>
            <translation>Esta versión de macOS (12.0 a 12.2) oculta los dispositivos que solo muestran su nombre. Actualice macOS a 12.3 o posterior para encontrarlos.</translation>
        </message>
        <message>
            <source>This way home is not on the clinic's list.</source>
            <translation>Esta forma de volver a casa no está en la lista de la clínica.</translation>
        </message>
        <message>
            <source>Those were not these digits (try {tries} of {tries_allowed}). Read them aloud once more:</source>
            <translation>No eran estas cifras (intento {tries} de {tries_allowed}). Léalas otra vez en voz alta:</translation>
        </message>
        <message>
            <source>Thoughts of ending your life</source>
            <translation>Pensamientos de quitarse la vida</translation>
        </message>
        <message>
            <source>Throat irritation</source>
            <translation>Irritación de garganta</translation>
        </message>
        <message>
            <source>Throat spasm / stridor</source>
            <translation>Espasmo de garganta / estridor</translation>
        </message>
        <message>
            <source>Throat tightness or swelling</source>
            <translation>Opresión o hinchazón de garganta</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Hora</translation>
        </message>
        <message>
            <source>Time distortion</source>
            <translation>Distorsión del tiempo</translation>
        </message>
        <message>
            <source>Time is up</source>
            <translation>Se acabó el tiempo</translation>
        </message>
        <message>
            <source>Time left for the code</source>
            <translation>Tiempo que le queda al código</translation>
        </message>
        <message>
            <source>Time zone</source>
            <translation>Zona horaria</translation>
        </message>
        <message>
            <source>Timeline</source>
            <translation>Cronología</translation>
        </message>
        <message>
            <source>Times of the file are times in {zone}.</source>
            <translation>Las horas del archivo son horas de {zone}.</translation>
        </message>
        <message>
            <source>Tingling (paraesthesia)</source>
            <translation>Hormigueo (parestesia)</translation>
        </message>
        <message>
            <source>To</source>
            <translation>Hasta</translation>
        </message>
        <message>
            <source>To the name: 5 answers readily, 4 slowly, 3 only called loudly or again, 2 or less only to a prod or not at all. Never a painful one.</source>
            <translation>A su nombre: 5 responde con prontitud, 4 lento, 3 solo si se le llama fuerte o de nuevo, 2 o menos solo al sacudirlo o nada. Nunca un estímulo doloroso.</translation>
        </message>
        <message>
            <source>To whom</source>
            <translation>A quién</translation>
        </message>
        <message>
            <source>To {host}</source>
            <translation>A {host}</translation>
        </message>
        <message>
            <source>To {to}. </source>
            <translation>A {to}. </translation>
        </message>
        <message>
            <source>Today and tonight</source>
            <translation>Hoy y esta noche</translation>
        </message>
        <message>
            <source>Toilet</source>
            <translation>Baño</translation>
        </message>
        <message>
            <source>Too old for the gate after</source>
            <translation>Demasiado antigua para el control tras</translation>
        </message>
        <message>
            <source>Touch</source>
            <translation>Contacto</translation>
        </message>
        <message>
            <source>Touch agreed for today, and the stop word</source>
            <translation>Contacto físico acordado para hoy, y la palabra de parada</translation>
        </message>
        <message>
            <source>Treat as confirmed; call prescriber.</source>
            <translation>Trátela como confirmada; llame al prescriptor.</translation>
        </message>
        <message>
            <source>Tremor / shaking</source>
            <translation>Temblor / sacudidas</translation>
        </message>
        <message>
            <source>Trouble</source>
            <translation>Problema</translation>
        </message>
        <message>
            <source>Trouble sleeping (follow-up)</source>
            <translation>Dificultad para dormir (seguimiento)</translation>
        </message>
        <message>
            <source>Trouble speaking or understanding</source>
            <translation>Dificultad para hablar o comprender</translation>
        </message>
        <message>
            <source>True amount</source>
            <translation>Cantidad real</translation>
        </message>
        <message>
            <source>True route</source>
            <translation>Vía real</translation>
        </message>
        <message>
            <source>Truly taken at</source>
            <translation>Tomada realmente a las</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Reintentar</translation>
        </message>
        <message>
            <source>Try it before the first patient</source>
            <translation>Pruébelo antes del primer paciente</translation>
        </message>
        <message>
            <source>Turn off for this patient</source>
            <translation>Desactivar para este paciente</translation>
        </message>
        <message>
            <source>Turned off, an alarm says nothing: name the prescriber who agreed.</source>
            <translation>Desactivada, una alarma no dice nada: nombre al prescriptor que estuvo de acuerdo.</translation>
        </message>
        <message>
            <source>Two different people sign, after the last answer.</source>
            <translation>Firman dos personas distintas, después de la última respuesta.</translation>
        </message>
        <message>
            <source>Two limbs</source>
            <translation>Dos extremidades</translation>
        </message>
        <message>
            <source>Two people have signed already.</source>
            <translation>Ya han firmado dos personas.</translation>
        </message>
        <message>
            <source>Two people signed the check</source>
            <translation>Dos personas firmaron la comprobación</translation>
        </message>
        <message>
            <source>Two signatures</source>
            <translation>Dos firmas</translation>
        </message>
        <message>
            <source>Two signed</source>
            <translation>Firmaron dos</translation>
        </message>
        <message>
            <source>Type a reading</source>
            <translation>Escribir una lectura</translation>
        </message>
        <message>
            <source>Type a reading: 164/98/77</source>
            <translation>Escribir una lectura: 164/98/77</translation>
        </message>
        <message>
            <source>Type at least one value.</source>
            <translation>Escriba al menos un valor.</translation>
        </message>
        <message>
            <source>Type both pressures: systolic, then diastolic.</source>
            <translation>Escriba las dos presiones: sistólica y luego diastólica.</translation>
        </message>
        <message>
            <source>Type it first.</source>
            <translation>Escríbalo primero.</translation>
        </message>
        <message>
            <source>Type its address…</source>
            <translation>Escribir su dirección…</translation>
        </message>
        <message>
            <source>Type new digits</source>
            <translation>Escribir cifras nuevas</translation>
        </message>
        <message>
            <source>Type systolic/diastolic/pulse, for example 120/80/70. The pulse may be left out.</source>
            <translation>Escriba sistólica/diastólica/pulso, por ejemplo 120/80/70. Puede omitir el pulso.</translation>
        </message>
        <message>
            <source>Type the address of your clinic</source>
            <translation>Escriba la dirección de su clínica</translation>
        </message>
        <message>
            <source>Type the amount as a number.</source>
            <translation>Escriba la cantidad como número.</translation>
        </message>
        <message>
            <source>Type the amount, as well as it is known.</source>
            <translation>Escriba la cantidad, tan bien como se conozca.</translation>
        </message>
        <message>
            <source>Type the digits your therapist reads to you</source>
            <translation>Escriba las cifras que le lee su terapeuta</translation>
        </message>
        <message>
            <source>Type the limit as a number.</source>
            <translation>Escriba el límite como número.</translation>
        </message>
        <message>
            <source>Type the prescriber's name to countersign.</source>
            <translation>Escriba el nombre del prescriptor para contrafirmar.</translation>
        </message>
        <message>
            <source>Type the readings. After the session install the newer version of both.</source>
            <translation>Escriba las mediciones. Después de la sesión instale la versión más nueva en ambos lados.</translation>
        </message>
        <message>
            <source>Type the six digits that the cuff shows</source>
            <translation>Escriba las seis cifras que muestra el manguito</translation>
        </message>
        <message>
            <source>Type the six digits that the device shows.</source>
            <translation>Escriba las seis cifras que muestra el dispositivo.</translation>
        </message>
        <message>
            <source>Type the time as hours and minutes, for example "14:05".</source>
            <translation>Escriba la hora con horas y minutos, por ejemplo «14:05».</translation>
        </message>
        <message>
            <source>Type what the display shows</source>
            <translation>Escriba lo que muestra la pantalla</translation>
        </message>
        <message>
            <source>Type what the display shows.</source>
            <translation>Escriba lo que muestra la pantalla.</translation>
        </message>
        <message>
            <source>Type your name first: it goes into the room's record.</source>
            <translation>Escriba primero su nombre: queda en el registro de la sala.</translation>
        </message>
        <message>
            <source>Type your name to sign.</source>
            <translation>Escriba su nombre para firmar.</translation>
        </message>
        <message>
            <source>Typed here it reads “reported, not countersigned” until the clinician signs the entry.</source>
            <translation>Escrito aquí figura como «comunicado, sin contrafirma» hasta que el clínico firme la entrada.</translation>
        </message>
        <message>
            <source>Typed reading</source>
            <translation>Lectura escrita</translation>
        </message>
        <message>
            <source>Typing mistake</source>
            <translation>Error al teclear</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Deshacer</translation>
        </message>
        <message>
            <source>Undo: {what}</source>
            <translation>Deshacer: {what}</translation>
        </message>
        <message>
            <source>Unfinished sessions</source>
            <translation>Sesiones sin terminar</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>Unidad</translation>
        </message>
        <message>
            <source>Unlock the record</source>
            <translation>Desbloquear el registro</translation>
        </message>
        <message>
            <source>Unlock the screen to read it.</source>
            <translation>Desbloquee la pantalla para leerlo.</translation>
        </message>
        <message>
            <source>Unlocked the screen ({how})</source>
            <translation>Desbloqueó la pantalla ({how})</translation>
        </message>
        <message>
            <source>Unsteady gait</source>
            <translation>Marcha inestable</translation>
        </message>
        <message>
            <source>Until this is repaired, sessions open under the strictest reading of every rule.</source>
            <translation>Hasta que se repare, las sesiones se abren con la lectura más estricta de cada norma.</translation>
        </message>
        <message>
            <source>Unusual perceptions gone, patient agrees</source>
            <translation>Sin percepciones extrañas, el paciente lo confirma</translation>
        </message>
        <message>
            <source>Urge to pass urine</source>
            <translation>Urgencia de orinar</translation>
        </message>
        <message>
            <source>Use</source>
            <translation>Usar</translation>
        </message>
        <message>
            <source>Use again</source>
            <translation>Usar de nuevo</translation>
        </message>
        <message>
            <source>Use as second cuff</source>
            <translation>Usar como segundo manguito</translation>
        </message>
        <message>
            <source>Use it</source>
            <translation>Usarla</translation>
        </message>
        <message>
            <source>Use it here</source>
            <translation>Usarla aquí</translation>
        </message>
        <message>
            <source>Use it{second} without a test reading</source>
            <translation>Usarlo{second} sin lectura de prueba</translation>
        </message>
        <message>
            <source>Use this address</source>
            <translation>Usar esta dirección</translation>
        </message>
        <message>
            <source>Use this instead</source>
            <translation>Usar esto en su lugar</translation>
        </message>
        <message>
            <source>Use this time zone</source>
            <translation>Usar esta zona horaria</translation>
        </message>
        <message>
            <source>Usual blood-pressure tablets taken, or none prescribed</source>
            <translation>Pastillas habituales de la presión tomadas, o ninguna recetada</translation>
        </message>
        <message>
            <source>Vasovagal reaction</source>
            <translation>Reacción vasovagal</translation>
        </message>
        <message>
            <source>Vertigo / spinning</source>
            <translation>Vértigo / giro</translation>
        </message>
        <message>
            <source>Viatom BPM-188 blood-pressure cuff</source>
            <translation>Manguito de presión arterial Viatom BPM-188</translation>
        </message>
        <message>
            <source>Vital signs in an acceptable range</source>
            <translation>Signos vitales en un rango aceptable</translation>
        </message>
        <message>
            <source>Vomiting</source>
            <translation>Vómitos</translation>
        </message>
        <message>
            <source>Wait {seconds} s, then try again. A running session goes on meanwhile.</source>
            <translation>Espere {seconds} s y vuelva a intentarlo. Una sesión en curso sigue entretanto.</translation>
        </message>
        <message>
            <source>Waiting for patient. Copy the link and send it to the patient.</source>
            <translation>Esperando al paciente. Copie el enlace y envíeselo.</translation>
        </message>
        <message>
            <source>Waiting for patient. Read these digits aloud:</source>
            <translation>Esperando al paciente. Lea estas cifras en voz alta:</translation>
        </message>
        <message>
            <source>Waiting to be sent.</source>
            <translation>En espera de envío.</translation>
        </message>
        <message>
            <source>Walk</source>
            <translation>Marcha</translation>
        </message>
        <message>
            <source>Walk and turn</source>
            <translation>Caminar y girar</translation>
        </message>
        <message>
            <source>Walks</source>
            <translation>Camina</translation>
        </message>
        <message>
            <source>Walks, turns and returns steadily</source>
            <translation>Camina, gira y vuelve con estabilidad</translation>
        </message>
        <message>
            <source>Was this measured just now?</source>
            <translation>¿Se midió ahora mismo?</translation>
        </message>
        <message>
            <source>Watch the patient and the device's own display. Write down what you see.</source>
            <translation>Vigile al paciente y la pantalla del dispositivo. Anote lo que ve.</translation>
        </message>
        <message>
            <source>Watch the screen: alarms are by light only.</source>
            <translation>Mire la pantalla: las alarmas son solo con luz.</translation>
        </message>
        <message>
            <source>Way home and time of handover</source>
            <translation>Vuelta a casa y hora de entrega</translation>
        </message>
        <message>
            <source>Welcome. Who are you?</source>
            <translation>Bienvenida. ¿Quién es usted?</translation>
        </message>
        <message>
            <source>Wellue / Viatom BP2 blood-pressure cuff</source>
            <translation>Manguito de presión arterial Wellue / Viatom BP2</translation>
        </message>
        <message>
            <source>Wellue / Viatom worn oximeter</source>
            <translation>Oxímetro para llevar Wellue / Viatom</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Qué</translation>
        </message>
        <message>
            <source>What answered is not a FHIR server: a web page, or something else. Check the address.</source>
            <translation>Lo que respondió no es un servidor FHIR: una página web u otra cosa. Compruebe la dirección.</translation>
        </message>
        <message>
            <source>What changes</source>
            <translation>Qué cambia</translation>
        </message>
        <message>
            <source>What did you do?</source>
            <translation>¿Qué hizo?</translation>
        </message>
        <message>
            <source>What do you call it here?</source>
            <translation>¿Cómo lo llama aquí?</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>Qué pasó</translation>
        </message>
        <message>
            <source>What happened, newest first: {told}.</source>
            <translation>Qué pasó, lo más reciente primero: {told}.</translation>
        </message>
        <message>
            <source>What happened?</source>
            <translation>¿Qué pasó?</translation>
        </message>
        <message>
            <source>What is due next. Hold M one second and the cuff starts; Esc stops it.</source>
            <translation>Lo que toca ahora. Mantenga M un segundo y el manguito empieza; Esc lo detiene.</translation>
        </message>
        <message>
            <source>What is known of the link, and the phone number</source>
            <translation>Lo que se sabe del enlace, y el teléfono</translation>
        </message>
        <message>
            <source>What is on it</source>
            <translation>Qué hay conectado</translation>
        </message>
        <message>
            <source>What is on this port</source>
            <translation>Qué hay en este puerto</translation>
        </message>
        <message>
            <source>What is right</source>
            <translation>Lo correcto</translation>
        </message>
        <message>
            <source>What is saved here counts from the next session on.</source>
            <translation>Lo que se guarda aquí vale desde la próxima sesión.</translation>
        </message>
        <message>
            <source>What is wrong with it</source>
            <translation>Qué está mal en ella</translation>
        </message>
        <message>
            <source>What it is</source>
            <translation>Qué es</translation>
        </message>
        <message>
            <source>What may start a cuff</source>
            <translation>Qué puede iniciar un manguito</translation>
        </message>
        <message>
            <source>What must be answered yes, a required reading and a criterion that ships are not left out.</source>
            <translation>No se quita lo que debe responderse con sí, una lectura obligatoria ni un criterio incluido de serie.</translation>
        </message>
        <message>
            <source>What the discharge asks</source>
            <translation>Qué pide el alta</translation>
        </message>
        <message>
            <source>What the patient says</source>
            <translation>Lo que dice el paciente</translation>
        </message>
        <message>
            <source>What the room tells</source>
            <translation>Lo que comunica la sala</translation>
        </message>
        <message>
            <source>What this is, and is not</source>
            <translation>Qué es esto, y qué no es</translation>
        </message>
        <message>
            <source>What to do</source>
            <translation>Qué hacer</translation>
        </message>
        <message>
            <source>What to do about the alarm: the next step</source>
            <translation>Qué hacer ante la alarma: el paso siguiente</translation>
        </message>
        <message>
            <source>What was done</source>
            <translation>Qué se hizo</translation>
        </message>
        <message>
            <source>What was kept on this computer for the session has been erased.</source>
            <translation>Lo que este ordenador guardaba de la sesión se ha borrado.</translation>
        </message>
        <message>
            <source>What was said</source>
            <translation>Qué se dijo</translation>
        </message>
        <message>
            <source>What was there before is kept: {path}</source>
            <translation>Lo que había antes se conserva: {path}</translation>
        </message>
        <message>
            <source>What you leave empty stays as it is. What was recorded stays in sight beside it, and the plan follows the true time.</source>
            <translation>Lo que deje vacío queda como está. Lo registrado sigue a la vista al lado, y el plan sigue la hora real.</translation>
        </message>
        <message>
            <source>What you see</source>
            <translation>Lo que usted ve</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Cuándo</translation>
        </message>
        <message>
            <source>When back</source>
            <translation>Al volver</translation>
        </message>
        <message>
            <source>When backups are made:</source>
            <translation>Cuándo se hacen las copias:</translation>
        </message>
        <message>
            <source>When it happened</source>
            <translation>Cuándo ocurrió</translation>
        </message>
        <message>
            <source>When it is out, press L.</source>
            <translation>Cuando esté fuera, pulse L.</translation>
        </message>
        <message>
            <source>When it was taken is not known: the patient's clock could not be compared.</source>
            <translation>No se sabe cuándo se tomó: no se pudo comparar el reloj del paciente.</translation>
        </message>
        <message>
            <source>When it was taken is uncertain: the patient's clock was set or slept.</source>
            <translation>No es seguro cuándo se tomó: el reloj del paciente se ajustó o el equipo estuvo suspendido.</translation>
        </message>
        <message>
            <source>When the session ends, the patient's program delivers what it kept and says goodbye; then the keys are erased, there and here. The report page shows how far it is.</source>
            <translation>Cuando la sesión termina, el programa del paciente entrega lo que guardó y se despide; después se borran las claves, allí y aquí. La página del informe muestra cuánto falta.</translation>
        </message>
        <message>
            <source>Where the patient is</source>
            <translation>Dónde está el paciente</translation>
        </message>
        <message>
            <source>Where the signed preset allows it</source>
            <translation>Donde la plantilla firmada lo permite</translation>
        </message>
        <message>
            <source>Where the value comes from:</source>
            <translation>De dónde viene el valor:</translation>
        </message>
        <message>
            <source>Where was it taken? The file names no time zone.</source>
            <translation>¿Dónde se tomó? El archivo no nombra ninguna zona horaria.</translation>
        </message>
        <message>
            <source>Which cuff:</source>
            <translation>Qué manguito:</translation>
        </message>
        <message>
            <source>Which dose</source>
            <translation>Qué dosis</translation>
        </message>
        <message>
            <source>Which entry</source>
            <translation>Qué entrada</translation>
        </message>
        <message>
            <source>Which number of the date is the day?</source>
            <translation>¿Qué número de la fecha es el día?</translation>
        </message>
        <message>
            <source>Which reading</source>
            <translation>Qué lectura</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Quién</translation>
        </message>
        <message>
            <source>Who are you?</source>
            <translation>¿Quién es usted?</translation>
        </message>
        <message>
            <source>Who did what</source>
            <translation>Quién hizo qué</translation>
        </message>
        <message>
            <source>Who signed in, opened, exported, printed, copied, looked up, changed, backed up, restored or erased: each is an entry of the record's own chain. What happened in a session is in its report.</source>
            <translation>Quién inició sesión, abrió, exportó, imprimió, copió, consultó, cambió, hizo copias, restauró o borró: cada acto es una entrada de la propia cadena del registro. Lo que ocurrió en una sesión está en su informe.</translation>
        </message>
        <message>
            <source>Who signs</source>
            <translation>Quién firma</translation>
        </message>
        <message>
            <source>Who stays tonight</source>
            <translation>Quién se queda esta noche</translation>
        </message>
        <message>
            <source>Who takes over</source>
            <translation>Quién se hace cargo</translation>
        </message>
        <message>
            <source>Who takes over is named</source>
            <translation>Se ha nombrado quién se hace cargo</translation>
        </message>
        <message>
            <source>Who works here</source>
            <translation>Quién trabaja aquí</translation>
        </message>
        <message>
            <source>Whoever typed the code said that the names are not theirs, so everything of it was erased. Call the patient, and make a new code.</source>
            <translation>Quien escribió el código dijo que los nombres no son los suyos, así que se borró todo. Llame al paciente y haga un código nuevo.</translation>
        </message>
        <message>
            <source>Whoever typed the code said that the names on their screen are not theirs.</source>
            <translation>Quien escribió el código dijo que los nombres en su pantalla no son los suyos.</translation>
        </message>
        <message>
            <source>Whom to call</source>
            <translation>A quién llamar</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Por qué</translation>
        </message>
        <message>
            <source>Why it is corrected</source>
            <translation>Por qué se corrige</translation>
        </message>
        <message>
            <source>Will the patient drive today?</source>
            <translation>¿Va a conducir hoy el paciente?</translation>
        </message>
        <message>
            <source>With help</source>
            <translation>Con ayuda</translation>
        </message>
        <message>
            <source>With whom</source>
            <translation>Con quién</translation>
        </message>
        <message>
            <source>Withdraw the import</source>
            <translation>Retirar la importación</translation>
        </message>
        <message>
            <source>Withdraw the import of {file}</source>
            <translation>Retirar la importación de {file}</translation>
        </message>
        <message>
            <source>Withdrawn on {day} by {who}: {reason}.</source>
            <translation>Retirada el {day} por {who}: {reason}.</translation>
        </message>
        <message>
            <source>Withdraw…</source>
            <translation>Retirar…</translation>
        </message>
        <message>
            <source>Withdrew an import of {subject}</source>
            <translation>Retiró una importación de {subject}</translation>
        </message>
        <message>
            <source>Within 20 %</source>
            <translation>Dentro del 20 %</translation>
        </message>
        <message>
            <source>Without a secret, so anybody can be them: {names}.</source>
            <translation>Sin clave, así que cualquiera puede pasar por: {names}.</translation>
        </message>
        <message>
            <source>Words about {patient} erased on {when} by {who}.</source>
            <translation>Palabras sobre {patient} borradas el {when} por {who}.</translation>
        </message>
        <message>
            <source>Write a day as 2026-11-27.</source>
            <translation>Escriba el día así: 2026-11-27.</translation>
        </message>
        <message>
            <source>Write a note</source>
            <translation>Escribir una nota</translation>
        </message>
        <message>
            <source>Write this recovery key down now, and keep it away from this computer. It opens the record and its backups, and it is never shown again.</source>
            <translation>Anote ahora esta clave de recuperación y guárdela lejos de este ordenador. Abre el registro y sus copias de seguridad, y no se vuelve a mostrar.</translation>
        </message>
        <message>
            <source>Writing again.</source>
            <translation>Se escribe de nuevo.</translation>
        </message>
        <message>
            <source>Wrong arm</source>
            <translation>Brazo equivocado</translation>
        </message>
        <message>
            <source>Wrote the preset {preset}: {reason}</source>
            <translation>Escribió el protocolo {preset}: {reason}</translation>
        </message>
        <message>
            <source>YYYY-MM-DD</source>
            <translation>AAAA-MM-DD</translation>
        </message>
        <message>
            <source>Year, month, day</source>
            <translation>Año, mes, día</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>Sí</translation>
        </message>
        <message>
            <source>Yes, just now</source>
            <translation>Sí, ahora mismo</translation>
        </message>
        <message>
            <source>Yes, retire</source>
            <translation>Sí, dar de baja</translation>
        </message>
        <message>
            <source>Yes, that is me</source>
            <translation>Sí, soy yo</translation>
        </message>
        <message>
            <source>Yes, the same</source>
            <translation>Sí, el mismo</translation>
        </message>
        <message>
            <source>Yes.</source>
            <translation>Sí.</translation>
        </message>
        <message>
            <source>Yonker blood-pressure cuff</source>
            <translation>Manguito de presión arterial Yonker</translation>
        </message>
        <message>
            <source>You are not connected just now. Call out to the person with you, or use the phone.</source>
            <translation>Ahora mismo no hay conexión. Llame a la persona que está con usted o use el teléfono.</translation>
        </message>
        <message>
            <source>You are {patient}?</source>
            <translation>¿Es usted {patient}?</translation>
        </message>
        <message>
            <source>You said that the device does not show the same number, so nothing was paired. Perhaps another device answered. Put yours alone into pairing mode and try again.</source>
            <translation>Usted dijo que el dispositivo no muestra el mismo número, así que no se vinculó nada. Quizá respondió otro dispositivo. Ponga solo el suyo en modo de vinculación e inténtelo de nuevo.</translation>
        </message>
        <message>
            <source>You said: they differ. That is kept: nothing from there counts, and everything of it is erased as soon as the record can be written. What to do about the record stands in the alarm bar.</source>
            <translation>Usted dijo: son distintas. Queda guardado: nada de allí cuenta, y todo se borra en cuanto se pueda escribir el registro. Qué hacer con el registro está en la barra de alarmas.</translation>
        </message>
        <message>
            <source>You said: they match. That is kept, and counts as soon as the record can be written; until then the patient's side keeps every reading. What keeps the record from it, and what to do, stands in the alarm bar.</source>
            <translation>Usted dijo: coinciden. Queda guardado, y cuenta en cuanto se pueda escribir el registro; hasta entonces el lado del paciente guarda todas las mediciones. Qué impide escribir el registro y qué hacer está en la barra de alarmas.</translation>
        </message>
        <message>
            <source>Your cuff appears here by itself. Then press on its name.</source>
            <translation>Su manguito aparece aquí solo. Entonces pulse su nombre.</translation>
        </message>
        <message>
            <source>Your cuff is known here</source>
            <translation>Su manguito ya se conoce aquí</translation>
        </message>
        <message>
            <source>Your cuff is ready</source>
            <translation>Su manguito está listo</translation>
        </message>
        <message>
            <source>Your cuff measures</source>
            <translation>Su manguito está midiendo</translation>
        </message>
        <message>
            <source>Your cuff measures now</source>
            <translation>Su manguito mide ahora</translation>
        </message>
        <message>
            <source>Your cuff measures. Stay as you are.</source>
            <translation>Su manguito está midiendo. Quédese como está.</translation>
        </message>
        <message>
            <source>Your name</source>
            <translation>Su nombre</translation>
        </message>
        <message>
            <source>Your name, as signature</source>
            <translation>Su nombre, como firma</translation>
        </message>
        <message>
            <source>Your name, for emergency access</source>
            <translation>Su nombre, para el acceso de emergencia</translation>
        </message>
        <message>
            <source>Your program and your therapist's are of different versions, so nothing was sent. Tell your therapist, who knows where the newer one is. Until then, read each value of your cuff aloud, on the call or by phone.</source>
            <translation>Su programa y el de su terapeuta son de versiones distintas, así que no se envió nada. Dígaselo a su terapeuta, que sabe dónde está la más nueva. Hasta entonces, lea en voz alta cada valor de su manguito, en la llamada o por teléfono.</translation>
        </message>
        <message>
            <source>Your reading has been sent, {time}.</source>
            <translation>Su medición se ha enviado, {time}.</translation>
        </message>
        <message>
            <source>Your reading is kept here, {time}. It is sent as soon as that works.</source>
            <translation>Su medición queda guardada aquí, {time}. Se enviará en cuanto sea posible.</translation>
        </message>
        <message>
            <source>Your readings are kept, but a file that the connection needs is missing or damaged on this computer. Tell your therapist.</source>
            <translation>Sus mediciones están guardadas, pero un archivo que la conexión necesita falta o está dañado en este ordenador. Avise a su terapeuta.</translation>
        </message>
        <message>
            <source>Your readings are kept, but the clinic's server turns this computer away. Tell your therapist.</source>
            <translation>Sus mediciones se conservan, pero el servidor de la clínica rechaza este ordenador. Avise a su terapeuta.</translation>
        </message>
        <message>
            <source>Your readings are kept, but the server's certificate is not good on this computer's date. Tell your therapist.</source>
            <translation>Sus lecturas se guardan, pero el certificado del servidor no es válido en la fecha de este ordenador. Avise a su terapeuta.</translation>
        </message>
        <message>
            <source>Your readings are kept, but the server's identity was not accepted. Tell your therapist.</source>
            <translation>Sus mediciones se conservan, pero no se aceptó la identidad del servidor. Avise a su terapeuta.</translation>
        </message>
        <message>
            <source>Your readings are kept. The connection was cut off again and again, and is tried again within a minute. If this session is open in another window, close that one.</source>
            <translation>Sus mediciones se conservan. La conexión se cortó una y otra vez, y se intentará de nuevo antes de un minuto. Si esta sesión está abierta en otra ventana, ciérrela.</translation>
        </message>
        <message>
            <source>Your readings are kept. This network asks for a sign-in page first: open a web page and sign in, or ask for help with it.</source>
            <translation>Sus lecturas se conservan. Esta red pide antes entrar en una página de acceso: abra una página web y entre, o pida ayuda con ello.</translation>
        </message>
        <message>
            <source>Your secret</source>
            <translation>Su clave</translation>
        </message>
        <message>
            <source>Your secret, or the recovery key</source>
            <translation>Su secreto o la clave de recuperación</translation>
        </message>
        <message>
            <source>Your secret, to change anything here</source>
            <translation>Su secreto, para cambiar algo aquí</translation>
        </message>
        <message>
            <source>Your session</source>
            <translation>Su sesión</translation>
        </message>
        <message>
            <source>Your session goes on there. You can close this one.</source>
            <translation>Su sesión sigue allí. Puede cerrar esta.</translation>
        </message>
        <message>
            <source>Your session is open, and your readings are kept.</source>
            <translation>Su sesión sigue abierta y sus mediciones se conservan.</translation>
        </message>
        <message>
            <source>Your therapist has it.</source>
            <translation>Su terapeuta ya la tiene.</translation>
        </message>
        <message>
            <source>Your therapist has seen that you need help.</source>
            <translation>Su terapeuta ha visto que necesita ayuda.</translation>
        </message>
        <message>
            <source>Your therapist is on a call with you, and you have a cuff at home.</source>
            <translation>Su terapeuta está en una llamada con usted, y usted tiene un manguito en casa.</translation>
        </message>
        <message>
            <source>Your therapist sees the same two, and says so. Then it goes on by itself.</source>
            <translation>Su terapeuta ve las mismas dos y se lo dice. Después sigue por sí solo.</translation>
        </message>
        <message>
            <source>Your therapist tells it. It stays on your computer: you type it only once.</source>
            <translation>Se la dice su terapeuta. Se queda en su ordenador: solo la escribe una vez.</translation>
        </message>
        <message>
            <source>Your therapist's computer shows that you need help.</source>
            <translation>El ordenador de su terapeuta muestra que necesita ayuda.</translation>
        </message>
        <message>
            <source>Zoomed in. Whole session: double click, or - until all is seen.</source>
            <translation>Ampliado. Sesión completa: doble clic, o - hasta verla toda.</translation>
        </message>
        <message>
            <source>a command</source>
            <translation>una orden</translation>
        </message>
        <message>
            <source>a phone, another app …</source>
            <translation>un teléfono, otra aplicación …</translation>
        </message>
        <message>
            <source>a reading takes {about}</source>
            <translation>una lectura tarda {about}</translation>
        </message>
        <message>
            <source>about a minute</source>
            <translation>alrededor de un minuto</translation>
        </message>
        <message>
            <source>about {minutes:g} minutes</source>
            <translation>unos {minutes:g} minutos</translation>
        </message>
        <message>
            <source>about {value} seconds</source>
            <translation>unos {value} segundos</translation>
        </message>
        <message>
            <source>above</source>
            <translation>por encima de</translation>
        </message>
        <message>
            <source>above {:g}</source>
            <translation>por encima de {:g}</translation>
        </message>
        <message>
            <source>acknowledged</source>
            <translation>reconocida</translation>
        </message>
        <message>
            <source>acknowledged by {by}</source>
            <translation>reconocida por {by}</translation>
        </message>
        <message>
            <source>acknowledged by {name}</source>
            <translation>reconocida por {name}</translation>
        </message>
        <message>
            <source>acknowledged {time}</source>
            <translation>reconocida {time}</translation>
        </message>
        <message>
            <source>acknowledged {time}{by}</source>
            <translation>reconocida {time}{by}</translation>
        </message>
        <message>
            <source>adapter</source>
            <translation>adaptador</translation>
        </message>
        <message>
            <source>address read back</source>
            <translation>dirección leída en voz alta</translation>
        </message>
        <message>
            <source>administrator</source>
            <translation>administrador</translation>
        </message>
        <message>
            <source>after the baseline had grown old</source>
            <translation>después de caducar la basal</translation>
        </message>
        <message>
            <source>after the record was signed</source>
            <translation>después de firmar el registro</translation>
        </message>
        <message>
            <source>after the session has ended</source>
            <translation>después de terminar la sesión</translation>
        </message>
        <message>
            <source>agreed by {name}</source>
            <translation>con el acuerdo de {name}</translation>
        </message>
        <message>
            <source>agreement</source>
            <translation>acuerdo</translation>
        </message>
        <message>
            <source>ahead</source>
            <translation>adelantado</translation>
        </message>
        <message>
            <source>allowed</source>
            <translation>permitido</translation>
        </message>
        <message>
            <source>allowed, {amount} {unit}</source>
            <translation>permitido, {amount} {unit}</translation>
        </message>
        <message>
            <source>also finds by number or birth</source>
            <translation>también busca por número o nacimiento</translation>
        </message>
        <message>
            <source>amended</source>
            <translation>enmendado</translation>
        </message>
        <message>
            <source>and below baseline by at least</source>
            <translation>y por debajo de la basal al menos</translation>
        </message>
        <message>
            <source>answered {time} by {by}</source>
            <translation>atendida a las {time} por {by}</translation>
        </message>
        <message>
            <source>arrived after {delay} s</source>
            <translation>llegó tras {delay} s</translation>
        </message>
        <message>
            <source>arrived {time}</source>
            <translation>llegó {time}</translation>
        </message>
        <message>
            <source>as a new patient there, {pseudonym}</source>
            <translation>allí como paciente nuevo, {pseudonym}</translation>
        </message>
        <message>
            <source>as judged before</source>
            <translation>como se valoró antes</translation>
        </message>
        <message>
            <source>as recorded</source>
            <translation>como se registró</translation>
        </message>
        <message>
            <source>asked, press START</source>
            <translation>pedida, pulse START</translation>
        </message>
        <message>
            <source>at a closed gate</source>
            <translation>con el control cerrado</translation>
        </message>
        <message>
            <source>at least</source>
            <translation>al menos</translation>
        </message>
        <message>
            <source>at the limit of {bound:g}</source>
            <translation>en el límite de {bound:g}</translation>
        </message>
        <message>
            <source>at the patient's</source>
            <translation>en casa del paciente</translation>
        </message>
        <message>
            <source>at {minutes} min</source>
            <translation>a los {minutes} min</translation>
        </message>
        <message>
            <source>at {time}</source>
            <translation>a las {time}</translation>
        </message>
        <message>
            <source>back</source>
            <translation>atrás</translation>
        </message>
        <message>
            <source>base {change}</source>
            <translation>basal {change}</translation>
        </message>
        <message>
            <source>baseline</source>
            <translation>basal</translation>
        </message>
        <message>
            <source>baseline {pair}</source>
            <translation>basal {pair}</translation>
        </message>
        <message>
            <source>battery low</source>
            <translation>batería baja</translation>
        </message>
        <message>
            <source>battery {battery_percent:.0f} %</source>
            <translation>batería {battery_percent:.0f} %</translation>
        </message>
        <message>
            <source>before the baseline was complete</source>
            <translation>antes de completar la basal</translation>
        </message>
        <message>
            <source>before the dose</source>
            <translation>antes de la dosis</translation>
        </message>
        <message>
            <source>before the rest was over</source>
            <translation>antes de acabar el reposo</translation>
        </message>
        <message>
            <source>before {until}</source>
            <translation>antes de {until}</translation>
        </message>
        <message>
            <source>behind</source>
            <translation>atrasado</translation>
        </message>
        <message>
            <source>below</source>
            <translation>por debajo de</translation>
        </message>
        <message>
            <source>below {:g}</source>
            <translation>por debajo de {:g}</translation>
        </message>
        <message>
            <source>booster allowed{further}</source>
            <translation>se permite refuerzo{further}</translation>
        </message>
        <message>
            <source>booster now: {time}</source>
            <translation>refuerzo ahora: {time}</translation>
        </message>
        <message>
            <source>booster {dose} at {minutes} min</source>
            <translation>refuerzo {dose} a los {minutes} min</translation>
        </message>
        <message>
            <source>born {born}</source>
            <translation>nacimiento {born}</translation>
        </message>
        <message>
            <source>born {day}</source>
            <translation>nacimiento {day}</translation>
        </message>
        <message>
            <source>call back {number}</source>
            <translation>devolver la llamada {number}</translation>
        </message>
        <message>
            <source>call.</source>
            <translation>llame.</translation>
        </message>
        <message>
            <source>camera ended {it}</source>
            <translation>cámara terminada {it}</translation>
        </message>
        <message>
            <source>can be overridden</source>
            <translation>admite excepción</translation>
        </message>
        <message>
            <source>care transferred</source>
            <translation>traslado a otra atención</translation>
        </message>
        <message>
            <source>chaperone came {it}</source>
            <translation>la persona de apoyo llegó a las {it}</translation>
        </message>
        <message>
            <source>chaperone's answers</source>
            <translation>respuestas de la persona de apoyo</translation>
        </message>
        <message>
            <source>check words found the same</source>
            <translation>palabras de control iguales</translation>
        </message>
        <message>
            <source>check words not compared</source>
            <translation>palabras de control sin comparar</translation>
        </message>
        <message>
            <source>check words were not the same</source>
            <translation>palabras de control distintas</translation>
        </message>
        <message>
            <source>clear</source>
            <translation>libre</translation>
        </message>
        <message>
            <source>clock not compared</source>
            <translation>reloj no comparado</translation>
        </message>
        <message>
            <source>clock not set</source>
            <translation>reloj sin poner en hora</translation>
        </message>
        <message>
            <source>clock {far} {part}</source>
            <translation>reloj {far} {part}</translation>
        </message>
        <message>
            <source>clock {offset} ± {bound} s</source>
            <translation>reloj {offset} ± {bound} s</translation>
        </message>
        <message>
            <source>clock {offset}, uncertain</source>
            <translation>reloj {offset}, incierto</translation>
        </message>
        <message>
            <source>clocks differ by {seconds} s</source>
            <translation>los relojes difieren {seconds} s</translation>
        </message>
        <message>
            <source>closed</source>
            <translation>cerrada</translation>
        </message>
        <message>
            <source>code, {left} left</source>
            <translation>código, quedan {left}</translation>
        </message>
        <message>
            <source>compare the two words</source>
            <translation>compare las dos palabras</translation>
        </message>
        <message>
            <source>computer</source>
            <translation>ordenador</translation>
        </message>
        <message>
            <source>confirmed within</source>
            <translation>confirmada en</translation>
        </message>
        <message>
            <source>confirmed: {it}</source>
            <translation>confirmado: {it}</translation>
        </message>
        <message>
            <source>connecting</source>
            <translation>conectando</translation>
        </message>
        <message>
            <source>connection lost</source>
            <translation>conexión perdida</translation>
        </message>
        <message>
            <source>corrected</source>
            <translation>corregido</translation>
        </message>
        <message>
            <source>corrected {time}{by}: {changed} ({reason})</source>
            <translation>corregida {time}{by}: {changed} ({reason})</translation>
        </message>
        <message>
            <source>countersigned</source>
            <translation>contrafirmado</translation>
        </message>
        <message>
            <source>countersigned by {by}, {how}</source>
            <translation>refrendado por {by}, {how}</translation>
        </message>
        <message>
            <source>cuff</source>
            <translation>manguito</translation>
        </message>
        <message>
            <source>cuff at home</source>
            <translation>manguito en casa</translation>
        </message>
        <message>
            <source>cuff at home, not counted</source>
            <translation>manguito en casa, no cuenta</translation>
        </message>
        <message>
            <source>cuff at home, not verified</source>
            <translation>manguito en casa, sin verificar</translation>
        </message>
        <message>
            <source>cuff connecting</source>
            <translation>manguito conectando</translation>
        </message>
        <message>
            <source>cuff loose</source>
            <translation>manguito suelto</translation>
        </message>
        <message>
            <source>cuff lost</source>
            <translation>manguito perdido</translation>
        </message>
        <message>
            <source>cuff measuring</source>
            <translation>manguito midiendo</translation>
        </message>
        <message>
            <source>cuff ready</source>
            <translation>manguito listo</translation>
        </message>
        <message>
            <source>cuff, not counted</source>
            <translation>manguito, no cuenta</translation>
        </message>
        <message>
            <source>date of birth</source>
            <translation>fecha de nacimiento</translation>
        </message>
        <message>
            <source>date of birth not known</source>
            <translation>fecha de nacimiento desconocida</translation>
        </message>
        <message>
            <source>diastolic</source>
            <translation>diastólica</translation>
        </message>
        <message>
            <source>diastolic rise</source>
            <translation>ascenso diastólico</translation>
        </message>
        <message>
            <source>discharge</source>
            <translation>alta</translation>
        </message>
        <message>
            <source>discharged</source>
            <translation>alta</translation>
        </message>
        <message>
            <source>discharged by override</source>
            <translation>alta por excepción</translation>
        </message>
        <message>
            <source>distress {distress}</source>
            <translation>malestar {distress}</translation>
        </message>
        <message>
            <source>document with picture</source>
            <translation>documento con foto</translation>
        </message>
        <message>
            <source>done</source>
            <translation>hecho</translation>
        </message>
        <message>
            <source>dose</source>
            <translation>dosis</translation>
        </message>
        <message>
            <source>drawn by hand</source>
            <translation>con firma dibujada</translation>
        </message>
        <message>
            <source>drawn, see below</source>
            <translation>dibujada, véase abajo</translation>
        </message>
        <message>
            <source>driven by escort</source>
            <translation>en coche con el acompañante</translation>
        </message>
        <message>
            <source>due</source>
            <translation>pendiente</translation>
        </message>
        <message>
            <source>during preparation</source>
            <translation>durante la preparación</translation>
        </message>
        <message>
            <source>during the discharge check</source>
            <translation>durante la revisión del alta</translation>
        </message>
        <message>
            <source>earliest discharge {time}</source>
            <translation>alta no antes de {time}</translation>
        </message>
        <message>
            <source>emergency services, hospital …</source>
            <translation>emergencias, hospital …</translation>
        </message>
        <message>
            <source>emergency {number}</source>
            <translation>emergencias {number}</translation>
        </message>
        <message>
            <source>end not recorded</source>
            <translation>fin sin registrar</translation>
        </message>
        <message>
            <source>ended</source>
            <translation>terminada</translation>
        </message>
        <message>
            <source>ended {time}</source>
            <translation>terminada {time}</translation>
        </message>
        <message>
            <source>ended, not signed</source>
            <translation>terminada, sin firmar</translation>
        </message>
        <message>
            <source>entry {seq}</source>
            <translation>entrada {seq}</translation>
        </message>
        <message>
            <source>entry {seq} is not the one that was noted</source>
            <translation>la entrada {seq} no es la que se anotó</translation>
        </message>
        <message>
            <source>equipment</source>
            <translation>equipo</translation>
        </message>
        <message>
            <source>erased</source>
            <translation>borrado</translation>
        </message>
        <message>
            <source>escort arrived {it}</source>
            <translation>acompañante llegó {it}</translation>
        </message>
        <message>
            <source>every</source>
            <translation>cada</translation>
        </message>
        <message>
            <source>every {minutes:g} min</source>
            <translation>cada {minutes:g} min</translation>
        </message>
        <message>
            <source>everything after entry {seq} was removed</source>
            <translation>se quitó todo lo posterior a la entrada {seq}</translation>
        </message>
        <message>
            <source>excluded</source>
            <translation>excluida</translation>
        </message>
        <message>
            <source>excluded: {error_reason}</source>
            <translation>excluida: {error_reason}</translation>
        </message>
        <message>
            <source>expected effect</source>
            <translation>efecto esperado</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>falló</translation>
        </message>
        <message>
            <source>falling</source>
            <translation>bajando</translation>
        </message>
        <message>
            <source>fault of the device</source>
            <translation>fallo del dispositivo</translation>
        </message>
        <message>
            <source>final</source>
            <translation>final</translation>
        </message>
        <message>
            <source>first device used</source>
            <translation>uso del primer dispositivo</translation>
        </message>
        <message>
            <source>first lozenge placed in mouth</source>
            <translation>primera pastilla puesta en la boca</translation>
        </message>
        <message>
            <source>first lozenge placed in mouth, seen on camera</source>
            <translation>primera pastilla puesta en la boca, vista por cámara</translation>
        </message>
        <message>
            <source>first {first}, last {last}</source>
            <translation>primera {first}, última {last}</translation>
        </message>
        <message>
            <source>follow-up: {it}</source>
            <translation>seguimiento: {it}</translation>
        </message>
        <message>
            <source>forward</source>
            <translation>adelante</translation>
        </message>
        <message>
            <source>from</source>
            <translation>desde</translation>
        </message>
        <message>
            <source>from {:g}</source>
            <translation>desde {:g}</translation>
        </message>
        <message>
            <source>from {original}: {changes}</source>
            <translation>de {original}: {changes}</translation>
        </message>
        <message>
            <source>gate {gate}</source>
            <translation>control {gate}</translation>
        </message>
        <message>
            <source>good</source>
            <translation>buena</translation>
        </message>
        <message>
            <source>h</source>
            <translation>h</translation>
        </message>
        <message>
            <source>has a secret</source>
            <translation>tiene clave</translation>
        </message>
        <message>
            <source>heard</source>
            <translation>oído</translation>
        </message>
        <message>
            <source>heard by the therapist alone</source>
            <translation>oído solo por el terapeuta</translation>
        </message>
        <message>
            <source>heart rate</source>
            <translation>frecuencia cardíaca</translation>
        </message>
        <message>
            <source>heart rate {rate}</source>
            <translation>frecuencia cardíaca {rate}</translation>
        </message>
        <message>
            <source>heart rate {value}</source>
            <translation>frecuencia cardíaca {value}</translation>
        </message>
        <message>
            <source>held</source>
            <translation>retenido</translation>
        </message>
        <message>
            <source>here: {emergency_number}</source>
            <translation>aquí: {emergency_number}</translation>
        </message>
        <message>
            <source>high</source>
            <translation>alta</translation>
        </message>
        <message>
            <source>highest {pair} at {minutes:.0f} min</source>
            <translation>máxima {pair} a los {minutes:.0f} min</translation>
        </message>
        <message>
            <source>hold {hold_min:g} min</source>
            <translation>retener {hold_min:g} min</translation>
        </message>
        <message>
            <source>home readings of {patient}</source>
            <translation>mediciones en casa de {patient}</translation>
        </message>
        <message>
            <source>hose blocked</source>
            <translation>tubo bloqueado</translation>
        </message>
        <message>
            <source>hours:minutes</source>
            <translation>horas:minutos</translation>
        </message>
        <message>
            <source>if the call breaks off: {channel}</source>
            <translation>si se corta la llamada: {channel}</translation>
        </message>
        <message>
            <source>in the home</source>
            <translation>en la casa</translation>
        </message>
        <message>
            <source>in the room's record, NOT READ yet</source>
            <translation>en el registro de la sala, AÚN SIN LEER</translation>
        </message>
        <message>
            <source>in {left}</source>
            <translation>en {left}</translation>
        </message>
        <message>
            <source>incomplete</source>
            <translation>incompleta</translation>
        </message>
        <message>
            <source>infusion start</source>
            <translation>inicio de la infusión</translation>
        </message>
        <message>
            <source>injection</source>
            <translation>inyección</translation>
        </message>
        <message>
            <source>intramuscular</source>
            <translation>intramuscular</translation>
        </message>
        <message>
            <source>intranasal</source>
            <translation>intranasal</translation>
        </message>
        <message>
            <source>intravenous</source>
            <translation>intravenosa</translation>
        </message>
        <message>
            <source>isolated</source>
            <translation>aislado</translation>
        </message>
        <message>
            <source>it does not begin with the opening of its session</source>
            <translation>no empieza con la apertura de su sesión</translation>
        </message>
        <message>
            <source>it is damaged</source>
            <translation>está dañado</translation>
        </message>
        <message>
            <source>it is empty</source>
            <translation>está vacío</translation>
        </message>
        <message>
            <source>it is not an ordinary file</source>
            <translation>no es un archivo corriente</translation>
        </message>
        <message>
            <source>it is not text in UTF-8</source>
            <translation>no es texto en UTF-8</translation>
        </message>
        <message>
            <source>it was not the patient</source>
            <translation>no era el paciente</translation>
        </message>
        <message>
            <source>its place, such as orders/quill.toml</source>
            <translation>su lugar, como orders/quill.toml</translation>
        </message>
        <message>
            <source>kapmonitor is free software under the Apache License, version 2.0.</source>
            <translation>kapmonitor es software libre con la licencia Apache, versión 2.0.</translation>
        </message>
        <message>
            <source>kapmonitor records and displays readings from blood-pressure monitors and helps you document a session.</source>
            <translation>kapmonitor registra y muestra lecturas de monitores de presión arterial y le ayuda a documentar una sesión.</translation>
        </message>
        <message>
            <source>key</source>
            <translation>tecla</translation>
        </message>
        <message>
            <source>key {key}</source>
            <translation>tecla {key}</translation>
        </message>
        <message>
            <source>keys with the chaperone: {it}</source>
            <translation>llaves con la persona de apoyo: {it}</translation>
        </message>
        <message>
            <source>keys with the escort: {it}</source>
            <translation>llaves con el acompañante: {it}</translation>
        </message>
        <message>
            <source>last heard {ago}</source>
            <translation>última noticia: {ago}</translation>
        </message>
        <message>
            <source>last session, no. {number}, {day}, systolic</source>
            <translation>última sesión, n.º {number}, {day}, sistólica</translation>
        </message>
        <message>
            <source>last session, {day}, systolic</source>
            <translation>última sesión, {day}, sistólica</translation>
        </message>
        <message>
            <source>last {time}, </source>
            <translation>última {time}, </translation>
        </message>
        <message>
            <source>last {values}, {ago}</source>
            <translation>última {values}, {ago}</translation>
        </message>
        <message>
            <source>late entry</source>
            <translation>entrada tardía</translation>
        </message>
        <message>
            <source>latest {time}</source>
            <translation>a más tardar {time}</translation>
        </message>
        <message>
            <source>left against advice</source>
            <translation>se fue contra el consejo</translation>
        </message>
        <message>
            <source>less than a day ago</source>
            <translation>hace menos de un día</translation>
        </message>
        <message>
            <source>light only</source>
            <translation>solo luz</translation>
        </message>
        <message>
            <source>limit {bound:g}: {off:.4g} {part}</source>
            <translation>límite {bound:g}: {off:.4g} {part}</translation>
        </message>
        <message>
            <source>limits {listed}</source>
            <translation>límites {listed}</translation>
        </message>
        <message>
            <source>line {number} is not an entry of a record</source>
            <translation>la línea {number} no es una entrada de un registro</translation>
        </message>
        <message>
            <source>line {seq} belongs to another session</source>
            <translation>la línea {seq} es de otra sesión</translation>
        </message>
        <message>
            <source>link down</source>
            <translation>enlace caído</translation>
        </message>
        <message>
            <source>link down · </source>
            <translation>enlace caído · </translation>
        </message>
        <message>
            <source>link late</source>
            <translation>enlace con retraso</translation>
        </message>
        <message>
            <source>link ok</source>
            <translation>enlace correcto</translation>
        </message>
        <message>
            <source>link: pairing</source>
            <translation>enlace: emparejando</translation>
        </message>
        <message>
            <source>live</source>
            <translation>en vivo</translation>
        </message>
        <message>
            <source>local number</source>
            <translation>número local</translation>
        </message>
        <message>
            <source>local time</source>
            <translation>hora local</translation>
        </message>
        <message>
            <source>locked</source>
            <translation>bloqueada</translation>
        </message>
        <message>
            <source>looks in</source>
            <translation>se asoma</translation>
        </message>
        <message>
            <source>lost</source>
            <translation>perdido</translation>
        </message>
        <message>
            <source>low</source>
            <translation>baja</translation>
        </message>
        <message>
            <source>low alarm when late by</source>
            <translation>alarma baja si se retrasa</translation>
        </message>
        <message>
            <source>made by this clinic</source>
            <translation>hecha por esta clínica</translation>
        </message>
        <message>
            <source>marked in error</source>
            <translation>marcado como error</translation>
        </message>
        <message>
            <source>may be early or late by</source>
            <translation>puede adelantarse o retrasarse</translation>
        </message>
        <message>
            <source>may be moved up to</source>
            <translation>se puede aplazar hasta</translation>
        </message>
        <message>
            <source>may stay open</source>
            <translation>puede quedar abierto</translation>
        </message>
        <message>
            <source>mean</source>
            <translation>media</translation>
        </message>
        <message>
            <source>mean {mean}</source>
            <translation>media {mean}</translation>
        </message>
        <message>
            <source>measuring</source>
            <translation>midiendo</translation>
        </message>
        <message>
            <source>measuring…</source>
            <translation>midiendo…</translation>
        </message>
        <message>
            <source>medium</source>
            <translation>media</translation>
        </message>
        <message>
            <source>medium alarm after missed checks</source>
            <translation>alarma media tras comprobaciones omitidas</translation>
        </message>
        <message>
            <source>medium off</source>
            <translation>media desactivada</translation>
        </message>
        <message>
            <source>memory for user {slot}</source>
            <translation>memoria del usuario {slot}</translation>
        </message>
        <message>
            <source>message not read, {ago}</source>
            <translation>mensaje sin leer, {ago}</translation>
        </message>
        <message>
            <source>mild</source>
            <translation>leve</translation>
        </message>
        <message>
            <source>min</source>
            <translation>min</translation>
        </message>
        <message>
            <source>minutes from {part}</source>
            <translation>minutos desde {part}</translation>
        </message>
        <message>
            <source>missed</source>
            <translation>omitida</translation>
        </message>
        <message>
            <source>missed: {why}</source>
            <translation>omitida: {why}</translation>
        </message>
        <message>
            <source>mmHg</source>
            <translation>mmHg</translation>
        </message>
        <message>
            <source>mmHg or kPa? The file does not say.</source>
            <translation>¿mmHg o kPa? El archivo no lo dice.</translation>
        </message>
        <message>
            <source>mmHg; heart rate /min</source>
            <translation>mmHg; frecuencia cardíaca /min</translation>
        </message>
        <message>
            <source>moderate</source>
            <translation>moderado</translation>
        </message>
        <message>
            <source>monitor</source>
            <translation>monitor</translation>
        </message>
        <message>
            <source>monitoring</source>
            <translation>monitorización</translation>
        </message>
        <message>
            <source>moved</source>
            <translation>aplazada</translation>
        </message>
        <message>
            <source>movement</source>
            <translation>movimiento</translation>
        </message>
        <message>
            <source>must be answered yes</source>
            <translation>debe responderse sí</translation>
        </message>
        <message>
            <source>name</source>
            <translation>nombre</translation>
        </message>
        <message>
            <source>name typed</source>
            <translation>con el nombre escrito</translation>
        </message>
        <message>
            <source>near</source>
            <translation>cerca</translation>
        </message>
        <message>
            <source>never while it was paired</source>
            <translation>nunca mientras estuvo emparejado</translation>
        </message>
        <message>
            <source>next in {left}</source>
            <translation>próxima en {left}</translation>
        </message>
        <message>
            <source>no</source>
            <translation>no</translation>
        </message>
        <message>
            <source>no answer</source>
            <translation>sin respuesta</translation>
        </message>
        <message>
            <source>no booster</source>
            <translation>sin refuerzo</translation>
        </message>
        <message>
            <source>no cuff, readings are typed</source>
            <translation>sin manguito, las lecturas se escriben</translation>
        </message>
        <message>
            <source>no dose</source>
            <translation>sin dosis</translation>
        </message>
        <message>
            <source>no dose yet</source>
            <translation>todavía sin dosis</translation>
        </message>
        <message>
            <source>no driving, signed before the dose ({method})</source>
            <translation>no conducir, firmado antes de la dosis ({method})</translation>
        </message>
        <message>
            <source>no gap of the link</source>
            <translation>ninguna interrupción del enlace</translation>
        </message>
        <message>
            <source>no number</source>
            <translation>sin número</translation>
        </message>
        <message>
            <source>no patient</source>
            <translation>sin paciente</translation>
        </message>
        <message>
            <source>no pulse</source>
            <translation>sin pulso</translation>
        </message>
        <message>
            <source>no reading</source>
            <translation>sin lectura</translation>
        </message>
        <message>
            <source>no reading yet</source>
            <translation>aún sin lectura</translation>
        </message>
        <message>
            <source>no result in time</source>
            <translation>sin resultado a tiempo</translation>
        </message>
        <message>
            <source>no role</source>
            <translation>sin rol</translation>
        </message>
        <message>
            <source>no secret</source>
            <translation>sin clave</translation>
        </message>
        <message>
            <source>no session open</source>
            <translation>ninguna sesión abierta</translation>
        </message>
        <message>
            <source>no test reading accepted</source>
            <translation>ninguna lectura de prueba aceptada</translation>
        </message>
        <message>
            <source>no to “{item}”</source>
            <translation>no a «{item}»</translation>
        </message>
        <message>
            <source>no value yet</source>
            <translation>todavía sin valor</translation>
        </message>
        <message>
            <source>no value: {why}</source>
            <translation>sin valor: {why}</translation>
        </message>
        <message>
            <source>no: outside the clinic's limits</source>
            <translation>no: fuera de los límites de la clínica</translation>
        </message>
        <message>
            <source>no: overridden by a named clinician</source>
            <translation>no: excepción de un clínico con nombre</translation>
        </message>
        <message>
            <source>no: the gate was not clear</source>
            <translation>no: el control no estaba libre</translation>
        </message>
        <message>
            <source>nobody named</source>
            <translation>nadie nombrado</translation>
        </message>
        <message>
            <source>none</source>
            <translation>ninguno</translation>
        </message>
        <message>
            <source>none logged</source>
            <translation>ninguno anotado</translation>
        </message>
        <message>
            <source>none recorded</source>
            <translation>ninguno anotado</translation>
        </message>
        <message>
            <source>none since the dose</source>
            <translation>ninguna desde la dosis</translation>
        </message>
        <message>
            <source>none yet</source>
            <translation>todavía ninguna</translation>
        </message>
        <message>
            <source>none: readings were typed, read aloud or texted</source>
            <translation>ninguno: las lecturas se escribieron, leídas en voz alta o enviadas por mensaje</translation>
        </message>
        <message>
            <source>not a file name</source>
            <translation>no es un nombre de archivo</translation>
        </message>
        <message>
            <source>not acknowledged</source>
            <translation>no reconocida</translation>
        </message>
        <message>
            <source>not allowed</source>
            <translation>no permitido</translation>
        </message>
        <message>
            <source>not answered</source>
            <translation>sin atender</translation>
        </message>
        <message>
            <source>not answering. Check that it is switched on and near.</source>
            <translation>no responde. Compruebe que está encendido y cerca.</translation>
        </message>
        <message>
            <source>not asked</source>
            <translation>sin preguntar</translation>
        </message>
        <message>
            <source>not asked: the patient pressed START</source>
            <translation>no preguntado: el paciente pulsó START</translation>
        </message>
        <message>
            <source>not assessed</source>
            <translation>no valorado</translation>
        </message>
        <message>
            <source>not confirmed as taken now</source>
            <translation>sin confirmar como tomada ahora</translation>
        </message>
        <message>
            <source>not ended at {time}</source>
            <translation>sin terminar a las {time}</translation>
        </message>
        <message>
            <source>not ended, {phase}</source>
            <translation>sin terminar, {phase}</translation>
        </message>
        <message>
            <source>not ended; on the next pages as it stands</source>
            <translation>sin terminar; en las páginas siguientes tal como está</translation>
        </message>
        <message>
            <source>not found. The patient presses its button.</source>
            <translation>no se encuentra. El paciente pulsa su botón.</translation>
        </message>
        <message>
            <source>not heard any more</source>
            <translation>ya no se oye</translation>
        </message>
        <message>
            <source>not heard as it should be</source>
            <translation>no oído como debía</translation>
        </message>
        <message>
            <source>not in reach</source>
            <translation>fuera de alcance</translation>
        </message>
        <message>
            <source>not in reach. Check that it is switched on and near.</source>
            <translation>fuera de alcance. Compruebe que está encendido y cerca.</translation>
        </message>
        <message>
            <source>not live</source>
            <translation>no en vivo</translation>
        </message>
        <message>
            <source>not needed: the baseline was complete</source>
            <translation>no hace falta: la basal ya estaba completa</translation>
        </message>
        <message>
            <source>not proven to be of now: answer below</source>
            <translation>sin prueba de que sea de ahora: responda abajo</translation>
        </message>
        <message>
            <source>not read back</source>
            <translation>sin leer en voz alta</translation>
        </message>
        <message>
            <source>not read when the room was last heard</source>
            <translation>sin leer cuando se supo por última vez de la sala</translation>
        </message>
        <message>
            <source>not recorded</source>
            <translation>sin registrar</translation>
        </message>
        <message>
            <source>not seen yet</source>
            <translation>aún no visto</translation>
        </message>
        <message>
            <source>not set</source>
            <translation>sin fijar</translation>
        </message>
        <message>
            <source>not signed</source>
            <translation>sin firmar</translation>
        </message>
        <message>
            <source>not sure whether they will drive</source>
            <translation>no está seguro de si conducirá</translation>
        </message>
        <message>
            <source>not taken here</source>
            <translation>no tomadas aquí</translation>
        </message>
        <message>
            <source>not verified here</source>
            <translation>sin verificar aquí</translation>
        </message>
        <message>
            <source>note added</source>
            <translation>nota añadida</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>nada</translation>
        </message>
        <message>
            <source>nothing heard since this screen began</source>
            <translation>nada desde que se abrió esta pantalla</translation>
        </message>
        <message>
            <source>nothing measured</source>
            <translation>nada medido</translation>
        </message>
        <message>
            <source>now</source>
            <translation>ahora</translation>
        </message>
        <message>
            <source>number not recorded</source>
            <translation>número sin registrar</translation>
        </message>
        <message>
            <source>number {number}</source>
            <translation>número {number}</translation>
        </message>
        <message>
            <source>of</source>
            <translation>de</translation>
        </message>
        <message>
            <source>of 4</source>
            <translation>de 4</translation>
        </message>
        <message>
            <source>off</source>
            <translation>desactivado</translation>
        </message>
        <message>
            <source>offered, never overdue</source>
            <translation>ofrecida, nunca con retraso</translation>
        </message>
        <message>
            <source>office</source>
            <translation>consulta</translation>
        </message>
        <message>
            <source>old · </source>
            <translation>antigua · </translation>
        </message>
        <message>
            <source>on battery</source>
            <translation>con batería</translation>
        </message>
        <message>
            <source>on the charger</source>
            <translation>conectado al cargador</translation>
        </message>
        <message>
            <source>one day ago</source>
            <translation>hace un día</translation>
        </message>
        <message>
            <source>one reading</source>
            <translation>una lectura</translation>
        </message>
        <message>
            <source>open</source>
            <translation>abierto</translation>
        </message>
        <message>
            <source>opened</source>
            <translation>apertura</translation>
        </message>
        <message>
            <source>opening</source>
            <translation>apertura</translation>
        </message>
        <message>
            <source>optional</source>
            <translation>opcional</translation>
        </message>
        <message>
            <source>optional reading</source>
            <translation>lectura opcional</translation>
        </message>
        <message>
            <source>or drop it here</source>
            <translation>o suéltelo aquí</translation>
        </message>
        <message>
            <source>or held back on the way</source>
            <translation>o retenidos por el camino</translation>
        </message>
        <message>
            <source>or less</source>
            <translation>o menos</translation>
        </message>
        <message>
            <source>or more</source>
            <translation>o más</translation>
        </message>
        <message>
            <source>order</source>
            <translation>orden</translation>
        </message>
        <message>
            <source>other</source>
            <translation>otra forma</translation>
        </message>
        <message>
            <source>our side</source>
            <translation>nuestro lado</translation>
        </message>
        <message>
            <source>out</source>
            <translation>fuera</translation>
        </message>
        <message>
            <source>out of range</source>
            <translation>fuera de rango</translation>
        </message>
        <message>
            <source>outside the usual range</source>
            <translation>fuera del rango habitual</translation>
        </message>
        <message>
            <source>over</source>
            <translation>por encima</translation>
        </message>
        <message>
            <source>over {time}</source>
            <translation>pasada {time}</translation>
        </message>
        <message>
            <source>overdue {left} min</source>
            <translation>atrasada {left} min</translation>
        </message>
        <message>
            <source>overridden</source>
            <translation>por excepción</translation>
        </message>
        <message>
            <source>oximeter</source>
            <translation>oxímetro</translation>
        </message>
        <message>
            <source>paired {time}, {words}</source>
            <translation>emparejado a las {time}, {words}</translation>
        </message>
        <message>
            <source>pairing</source>
            <translation>vinculando</translation>
        </message>
        <message>
            <source>pairing. Confirm on the device.</source>
            <translation>vinculando. Confirme en el dispositivo.</translation>
        </message>
        <message>
            <source>partner …</source>
            <translation>pareja …</translation>
        </message>
        <message>
            <source>patient</source>
            <translation>paciente</translation>
        </message>
        <message>
            <source>patient's side</source>
            <translation>lado del paciente</translation>
        </message>
        <message>
            <source>patient's {offset}, placed in ours to ± {bound} s or better</source>
            <translation>el del paciente {offset}, situado en el nuestro con ± {bound} s o mejor</translation>
        </message>
        <message>
            <source>patient, date, protocol or outcome</source>
            <translation>paciente, fecha, protocolo o desenlace</translation>
        </message>
        <message>
            <source>patient-side cuff, taken {taken}, arrived {arrived}, {clock}</source>
            <translation>manguito del lado del paciente, tomada {taken}, llegó {arrived}, {clock}</translation>
        </message>
        <message>
            <source>paused, {time} left</source>
            <translation>en pausa, quedan {time}</translation>
        </message>
        <message>
            <source>per minute</source>
            <translation>por minuto</translation>
        </message>
        <message>
            <source>perhaps</source>
            <translation>quizá</translation>
        </message>
        <message>
            <source>perhaps the cable of {called}, in another socket</source>
            <translation>quizá el cable de {called}, en otra toma</translation>
        </message>
        <message>
            <source>place</source>
            <translation>lugar</translation>
        </message>
        <message>
            <source>preparation</source>
            <translation>preparación</translation>
        </message>
        <message>
            <source>prepare</source>
            <translation>preparación</translation>
        </message>
        <message>
            <source>prescriber</source>
            <translation>prescriptor</translation>
        </message>
        <message>
            <source>prescriber, emergency services …</source>
            <translation>prescriptor, emergencias …</translation>
        </message>
        <message>
            <source>probably</source>
            <translation>probablemente</translation>
        </message>
        <message>
            <source>public transport with escort</source>
            <translation>transporte público con el acompañante</translation>
        </message>
        <message>
            <source>pulse</source>
            <translation>pulso</translation>
        </message>
        <message>
            <source>pulse {pulse_rate:.0f}</source>
            <translation>pulso {pulse_rate:.0f}</translation>
        </message>
        <message>
            <source>pulse {rate}</source>
            <translation>pulso {rate}</translation>
        </message>
        <message>
            <source>put away: what you ask is not seen there. The patient opens it again.</source>
            <translation>minimizada u oculta: lo que pida no se ve allí. El paciente la abre de nuevo.</translation>
        </message>
        <message>
            <source>read back</source>
            <translation>leída en voz alta</translation>
        </message>
        <message>
            <source>read by {person}, {ago}</source>
            <translation>leído por {person}, {ago}</translation>
        </message>
        <message>
            <source>reading due now</source>
            <translation>lectura pendiente ahora</translation>
        </message>
        <message>
            <source>reading {count} of {needed}</source>
            <translation>lectura {count} de {needed}</translation>
        </message>
        <message>
            <source>readings typed, no link to the patient's cuff</source>
            <translation>lecturas escritas, sin enlace con el tensiómetro del paciente</translation>
        </message>
        <message>
            <source>ready</source>
            <translation>listo</translation>
        </message>
        <message>
            <source>real</source>
            <translation>real</translation>
        </message>
        <message>
            <source>recovery</source>
            <translation>recuperación</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>rechazada</translation>
        </message>
        <message>
            <source>remembered by the cuff, not of now</source>
            <translation>recordada por el manguito, no de ahora</translation>
        </message>
        <message>
            <source>reported, not countersigned</source>
            <translation>comunicado, sin contrafirma</translation>
        </message>
        <message>
            <source>required</source>
            <translation>obligatoria</translation>
        </message>
        <message>
            <source>rise limit {rise}</source>
            <translation>límite de ascenso {rise}</translation>
        </message>
        <message>
            <source>rising</source>
            <translation>subiendo</translation>
        </message>
        <message>
            <source>room's side</source>
            <translation>lado de la sala</translation>
        </message>
        <message>
            <source>s</source>
            <translation>s</translation>
        </message>
        <message>
            <source>said they will drive</source>
            <translation>dijo que conducirá</translation>
        </message>
        <message>
            <source>saturation {spo2} %, pulse {pulse}</source>
            <translation>saturación {spo2} %, pulso {pulse}</translation>
        </message>
        <message>
            <source>screen locked, person not proven</source>
            <translation>pantalla bloqueada, persona no probada</translation>
        </message>
        <message>
            <source>second cuff</source>
            <translation>segundo manguito</translation>
        </message>
        <message>
            <source>secret re-entered</source>
            <translation>clave introducida de nuevo</translation>
        </message>
        <message>
            <source>seen by {name}</source>
            <translation>vista por {name}</translation>
        </message>
        <message>
            <source>server</source>
            <translation>servidor</translation>
        </message>
        <message>
            <source>server's side</source>
            <translation>lado del servidor</translation>
        </message>
        <message>
            <source>session {id}</source>
            <translation>sesión {id}</translation>
        </message>
        <message>
            <source>session {id}   ·   digest {head}</source>
            <translation>sesión {id}   ·   resumen {head}</translation>
        </message>
        <message>
            <source>session {number}</source>
            <translation>sesión {number}</translation>
        </message>
        <message>
            <source>session {number} of {planned}</source>
            <translation>sesión {number} de {planned}</translation>
        </message>
        <message>
            <source>session {session_number}</source>
            <translation>sesión {session_number}</translation>
        </message>
        <message>
            <source>set aside{many}: {reasons}</source>
            <translation>apartado{many}: {reasons}</translation>
        </message>
        <message>
            <source>severe</source>
            <translation>grave</translation>
        </message>
        <message>
            <source>ships with the program</source>
            <translation>viene con el programa</translation>
        </message>
        <message>
            <source>side not known</source>
            <translation>lado desconocido</translation>
        </message>
        <message>
            <source>signal {loud}</source>
            <translation>señal {loud}</translation>
        </message>
        <message>
            <source>signal {word}</source>
            <translation>señal {word}</translation>
        </message>
        <message>
            <source>signed</source>
            <translation>firmado</translation>
        </message>
        <message>
            <source>simulated</source>
            <translation>simulado</translation>
        </message>
        <message>
            <source>since dose · </source>
            <translation>desde la dosis · </translation>
        </message>
        <message>
            <source>since {ago}</source>
            <translation>desde {ago}</translation>
        </message>
        <message>
            <source>six digits</source>
            <translation>seis cifras</translation>
        </message>
        <message>
            <source>soft</source>
            <translation>suave</translation>
        </message>
        <message>
            <source>soft, {said}</source>
            <translation>suave, {said}</translation>
        </message>
        <message>
            <source>someone is connecting</source>
            <translation>alguien se conecta</translation>
        </message>
        <message>
            <source>sound is opening</source>
            <translation>se abre el sonido</translation>
        </message>
        <message>
            <source>sound lost, light only</source>
            <translation>sonido perdido, solo luz</translation>
        </message>
        <message>
            <source>source</source>
            <translation>origen</translation>
        </message>
        <message>
            <source>spit</source>
            <translation>escupida</translation>
        </message>
        <message>
            <source>spit out</source>
            <translation>escupida</translation>
        </message>
        <message>
            <source>stands</source>
            <translation>sigue</translation>
        </message>
        <message>
            <source>stays at home with chaperone</source>
            <translation>se queda en casa con la persona de apoyo</translation>
        </message>
        <message>
            <source>steady</source>
            <translation>estable</translation>
        </message>
        <message>
            <source>still at the same place: {it}</source>
            <translation>sigue en el mismo lugar: {it}</translation>
        </message>
        <message>
            <source>still true, {detail}</source>
            <translation>sigue siendo cierto, {detail}</translation>
        </message>
        <message>
            <source>stopped</source>
            <translation>detenida</translation>
        </message>
        <message>
            <source>stored</source>
            <translation>guardada</translation>
        </message>
        <message>
            <source>strap</source>
            <translation>banda</translation>
        </message>
        <message>
            <source>strength not known</source>
            <translation>intensidad desconocida</translation>
        </message>
        <message>
            <source>sublingual</source>
            <translation>sublingual</translation>
        </message>
        <message>
            <source>swallowed</source>
            <translation>tragada</translation>
        </message>
        <message>
            <source>swish every {swish_interval_min:g} min</source>
            <translation>enjuagar cada {swish_interval_min:g} min</translation>
        </message>
        <message>
            <source>systolic</source>
            <translation>sistólica</translation>
        </message>
        <message>
            <source>systolic fall</source>
            <translation>descenso sistólico</translation>
        </message>
        <message>
            <source>systolic rise</source>
            <translation>ascenso sistólico</translation>
        </message>
        <message>
            <source>systolic {value:g} · {who}</source>
            <translation>sistólica {value:g} · {who}</translation>
        </message>
        <message>
            <source>taken back</source>
            <translation>anulado</translation>
        </message>
        <message>
            <source>taken {time}</source>
            <translation>tomada {time}</translation>
        </message>
        <message>
            <source>taxi or rideshare alone</source>
            <translation>taxi o VTC sin compañía</translation>
        </message>
        <message>
            <source>taxi or rideshare with escort</source>
            <translation>taxi o VTC con el acompañante</translation>
        </message>
        <message>
            <source>telehealth</source>
            <translation>telesalud</translation>
        </message>
        <message>
            <source>test reading</source>
            <translation>lectura de prueba</translation>
        </message>
        <message>
            <source>test reading accepted</source>
            <translation>lectura de prueba aceptada</translation>
        </message>
        <message>
            <source>the cable of {called}</source>
            <translation>el cable de {called}</translation>
        </message>
        <message>
            <source>the cable of {called}, now in another socket</source>
            <translation>el cable de {called}, ahora en otra toma</translation>
        </message>
        <message>
            <source>the ceilings</source>
            <translation>los máximos</translation>
        </message>
        <message>
            <source>the change of a device</source>
            <translation>el cambio de un dispositivo</translation>
        </message>
        <message>
            <source>the contacts</source>
            <translation>los contactos</translation>
        </message>
        <message>
            <source>the definition of {name} was removed or changed</source>
            <translation>se quitó o cambió la definición de {name}</translation>
        </message>
        <message>
            <source>the drawing was erased</source>
            <translation>el dibujo se borró</translation>
        </message>
        <message>
            <source>the file cannot be read from here on</source>
            <translation>el archivo no se puede leer a partir de aquí</translation>
        </message>
        <message>
            <source>the file is not whole, though every entry is</source>
            <translation>el archivo no está íntegro, aunque lo está cada entrada</translation>
        </message>
        <message>
            <source>the index of sessions cannot be read</source>
            <translation>el índice de sesiones no se puede leer</translation>
        </message>
        <message>
            <source>the index of sessions does not agree with the entries</source>
            <translation>el índice de sesiones no concuerda con las entradas</translation>
        </message>
        <message>
            <source>the language</source>
            <translation>el idioma</translation>
        </message>
        <message>
            <source>the last </source>
            <translation>las últimas </translation>
        </message>
        <message>
            <source>the last entry is not the one that was noted</source>
            <translation>la última entrada no es la que se anotó</translation>
        </message>
        <message>
            <source>the link still stands</source>
            <translation>el enlace sigue en pie</translation>
        </message>
        <message>
            <source>the name typed</source>
            <translation>con el nombre escrito</translation>
        </message>
        <message>
            <source>the office</source>
            <translation>la consulta</translation>
        </message>
        <message>
            <source>the patient allowed it, on their own screen</source>
            <translation>el paciente lo permitió, en su propia pantalla</translation>
        </message>
        <message>
            <source>the patient did not allow it</source>
            <translation>el paciente no lo permitió</translation>
        </message>
        <message>
            <source>the patient's computer slept {lasted}</source>
            <translation>el ordenador del paciente estuvo suspendido {lasted}</translation>
        </message>
        <message>
            <source>the patient's computer slept {span}</source>
            <translation>el ordenador del paciente durmió {span}</translation>
        </message>
        <message>
            <source>the patient's program said goodbye {time}</source>
            <translation>el programa del paciente se despidió a las {time}</translation>
        </message>
        <message>
            <source>the people</source>
            <translation>las personas</translation>
        </message>
        <message>
            <source>the policies</source>
            <translation>las normas</translation>
        </message>
        <message>
            <source>the practice (signatures, settings, exports)</source>
            <translation>la consulta (firmas, ajustes, exportaciones)</translation>
        </message>
        <message>
            <source>the record is older than the heads noted on {when}: {count} entries are missing</source>
            <translation>el registro es anterior a los extremos anotados el {when}: faltan {count} entradas</translation>
        </message>
        <message>
            <source>the record never had the head that was noted on {when}: it is another file, or an older one that was written on</source>
            <translation>el registro nunca tuvo el extremo anotado el {when}: es otro archivo, o uno anterior en el que se siguió escribiendo</translation>
        </message>
        <message>
            <source>the roster in that room does not name this screen</source>
            <translation>la lista de esa sala no nombra esta pantalla</translation>
        </message>
        <message>
            <source>the screen lock</source>
            <translation>el bloqueo de pantalla</translation>
        </message>
        <message>
            <source>the session was slipped in from elsewhere</source>
            <translation>la sesión se introdujo desde otro lugar</translation>
        </message>
        <message>
            <source>the theme</source>
            <translation>el aspecto</translation>
        </message>
        <message>
            <source>the whole session was removed</source>
            <translation>se quitó la sesión entera</translation>
        </message>
        <message>
            <source>the words of entry {seq} were altered</source>
            <translation>se alteraron las palabras de la entrada {seq}</translation>
        </message>
        <message>
            <source>the words of entry {seq} were removed, and no erasure is recorded</source>
            <translation>las palabras de la entrada {seq} se quitaron y no consta ningún borrado</translation>
        </message>
        <message>
            <source>the wrong patient's file, the wrong unit …</source>
            <translation>el archivo de otro paciente, otra unidad …</translation>
        </message>
        <message>
            <source>their clock is right (±{bound} s)</source>
            <translation>su reloj va bien (±{bound} s)</translation>
        </message>
        <message>
            <source>their clock not known yet</source>
            <translation>su reloj aún no se conoce</translation>
        </message>
        <message>
            <source>their clock {off} ahead (±{bound} s)</source>
            <translation>su reloj va {off} adelantado (±{bound} s)</translation>
        </message>
        <message>
            <source>their clock {off} behind (±{bound} s)</source>
            <translation>su reloj va {off} atrasado (±{bound} s)</translation>
        </message>
        <message>
            <source>then {ends}</source>
            <translation>luego {ends}</translation>
        </message>
        <message>
            <source>therapist</source>
            <translation>terapeuta</translation>
        </message>
        <message>
            <source>there are words that no entry refers to</source>
            <translation>hay palabras a las que ninguna entrada se refiere</translation>
        </message>
        <message>
            <source>this account may not use it yet</source>
            <translation>esta cuenta aún no puede usarlo</translation>
        </message>
        <message>
            <source>time</source>
            <translation>hora</translation>
        </message>
        <message>
            <source>time of arrival</source>
            <translation>hora de llegada</translation>
        </message>
        <message>
            <source>time of arrival at the patient's computer, the cuff's clock is not known</source>
            <translation>hora de llegada al ordenador del paciente, no se conoce el reloj del manguito</translation>
        </message>
        <message>
            <source>time of arrival, the cuff's clock is not known</source>
            <translation>hora de llegada, no se conoce el reloj del manguito</translation>
        </message>
        <message>
            <source>to be switched off and on</source>
            <translation>hay que apagar y encender</translation>
        </message>
        <message>
            <source>to come</source>
            <translation>pendiente</translation>
        </message>
        <message>
            <source>tonight: {it}</source>
            <translation>esta noche: {it}</translation>
        </message>
        <message>
            <source>too much pressure</source>
            <translation>demasiada presión</translation>
        </message>
        <message>
            <source>too soon after the one before</source>
            <translation>demasiado pronto tras la anterior</translation>
        </message>
        <message>
            <source>typed</source>
            <translation>escrita</translation>
        </message>
        <message>
            <source>typed, display</source>
            <translation>escrita, pantalla</translation>
        </message>
        <message>
            <source>typed, excluded: {error_reason}</source>
            <translation>escrita, excluida: {error_reason}</translation>
        </message>
        <message>
            <source>typed, read aloud</source>
            <translation>escrita, leída en voz alta</translation>
        </message>
        <message>
            <source>typed, read from the display</source>
            <translation>escrita, leída de la pantalla</translation>
        </message>
        <message>
            <source>typed, texted</source>
            <translation>escrita, por mensaje</translation>
        </message>
        <message>
            <source>unconfirmed</source>
            <translation>sin confirmar</translation>
        </message>
        <message>
            <source>under</source>
            <translation>por debajo</translation>
        </message>
        <message>
            <source>under 1 min ago</source>
            <translation>hace menos de 1 min</translation>
        </message>
        <message>
            <source>up to</source>
            <translation>hasta</translation>
        </message>
        <message>
            <source>up to {:g}</source>
            <translation>hasta {:g}</translation>
        </message>
        <message>
            <source>very weak, bring it nearer</source>
            <translation>muy débil, acérquelo</translation>
        </message>
        <message>
            <source>waited {seconds} s in the cuff, by its clock ± {bound} s</source>
            <translation>esperó {seconds} s en el manguito, según su reloj ± {bound} s</translation>
        </message>
        <message>
            <source>walking with escort</source>
            <translation>a pie con el acompañante</translation>
        </message>
        <message>
            <source>was {before}</source>
            <translation>era {before}</translation>
        </message>
        <message>
            <source>weak</source>
            <translation>débil</translation>
        </message>
        <message>
            <source>weak signal</source>
            <translation>señal débil</translation>
        </message>
        <message>
            <source>what is on it is not known</source>
            <translation>no se sabe qué hay conectado</translation>
        </message>
        <message>
            <source>when back</source>
            <translation>al volver</translation>
        </message>
        <message>
            <source>when back, at the latest in {left}</source>
            <translation>al volver, a más tardar en {left}</translation>
        </message>
        <message>
            <source>when last heard</source>
            <translation>según lo último que se supo</translation>
        </message>
        <message>
            <source>while monitoring</source>
            <translation>durante la monitorización</translation>
        </message>
        <message>
            <source>while the gate was held</source>
            <translation>con el control retenido</translation>
        </message>
        <message>
            <source>will not drive today</source>
            <translation>no conducirá hoy</translation>
        </message>
        <message>
            <source>words</source>
            <translation>palabras</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>sí</translation>
        </message>
        <message>
            <source>yes: within the clinic's limits</source>
            <translation>sí: dentro de los límites de la clínica</translation>
        </message>
        <message>
            <source>you</source>
            <translation>usted</translation>
        </message>
        <message>
            <source>{accessiblename}: missing.</source>
            <translation>{accessiblename}: falta.</translation>
        </message>
        <message>
            <source>{after:g}, before the session {before:g}.</source>
            <translation>{after:g}, antes de la sesión {before:g}.</translation>
        </message>
        <message>
            <source>{ago}, {person}: {text}</source>
            <translation>{ago}, {person}: {text}</translation>
        </message>
        <message>
            <source>{amount:g} {unit}, ordered {wanted:g} {unit2}.</source>
            <translation>{amount:g} {unit}, ordenado {wanted:g} {unit2}.</translation>
        </message>
        <message>
            <source>{amount} {unit} {route} at {time}</source>
            <translation>{amount} {unit} {route} a las {time}</translation>
        </message>
        <message>
            <source>{compared}, compared {time} by {name}</source>
            <translation>{compared}, comparado {time} por {name}</translation>
        </message>
        <message>
            <source>{count} alarm off</source>
            <translation>{count} alarma desactivada</translation>
        </message>
        <message>
            <source>{count} alarms off</source>
            <translation>{count} alarmas desactivadas</translation>
        </message>
        <message>
            <source>{count} asked</source>
            <translation>{count} pedidas</translation>
        </message>
        <message>
            <source>{count} attempts in a row without a reading. Last: {said}.</source>
            <translation>{count} intentos seguidos sin lectura. El último: {said}.</translation>
        </message>
        <message>
            <source>{count} came</source>
            <translation>{count} llegaron</translation>
        </message>
        <message>
            <source>{count} doses</source>
            <translation>{count} dosis</translation>
        </message>
        <message>
            <source>{count} gaps of the link, {lasted} in all</source>
            <translation>{count} interrupciones del enlace, {lasted} en total</translation>
        </message>
        <message>
            <source>{count} heard here, silent</source>
            <translation>{count} oídas aquí, en silencio</translation>
        </message>
        <message>
            <source>{count} high</source>
            <translation>{count} altas</translation>
        </message>
        <message>
            <source>{count} home readings from {first} to {last}, systolic {low} to {high}. Not taken here.</source>
            <translation>{count} mediciones en casa del {first} al {last}, sistólica de {low} a {high}. No tomadas aquí.</translation>
        </message>
        <message>
            <source>{count} low</source>
            <translation>{count} bajas</translation>
        </message>
        <message>
            <source>{count} medium</source>
            <translation>{count} medias</translation>
        </message>
        <message>
            <source>{count} messages of the patient's side were not delivered by the lost computer.</source>
            <translation>El ordenador perdido no entregó {count} mensajes del lado del paciente.</translation>
        </message>
        <message>
            <source>{count} more</source>
            <translation>{count} más</translation>
        </message>
        <message>
            <source>{count} more after this.</source>
            <translation>{count} más después de esta.</translation>
        </message>
        <message>
            <source>{count} more alarms in the record</source>
            <translation>{count} alarmas más en el registro</translation>
        </message>
        <message>
            <source>{count} more doses in the record</source>
            <translation>{count} dosis más en el registro</translation>
        </message>
        <message>
            <source>{count} more may stay open.</source>
            <translation>{count} más pueden quedar abiertos.</translation>
        </message>
        <message>
            <source>{count} more on the next pages</source>
            <translation>{count} más en las páginas siguientes</translation>
        </message>
        <message>
            <source>{count} not acknowledged</source>
            <translation>{count} sin reconocer</translation>
        </message>
        <message>
            <source>{count} not shown in time</source>
            <translation>{count} no mostradas a tiempo</translation>
        </message>
        <message>
            <source>{count} not verified here</source>
            <translation>{count} sin verificar aquí</translation>
        </message>
        <message>
            <source>{count} not wanted by the patient</source>
            <translation>{count} que el paciente no quiso</translation>
        </message>
        <message>
            <source>{count} of another version, kept as they came</source>
            <translation>{count} de otra versión, guardados como llegaron</translation>
        </message>
        <message>
            <source>{count} of {people} signed.</source>
            <translation>{count} de {people} han firmado.</translation>
        </message>
        <message>
            <source>{count} off</source>
            <translation>{count} desactivadas</translation>
        </message>
        <message>
            <source>{count} older readings</source>
            <translation>{count} lecturas anteriores</translation>
        </message>
        <message>
            <source>{count} open: {missing}{more}.</source>
            <translation>{count} pendientes: {missing}{more}.</translation>
        </message>
        <message>
            <source>{count} patients added.</source>
            <translation>{count} pacientes añadidos.</translation>
        </message>
        <message>
            <source>{count} planned readings, {count2} alarms, {count3} discharge questions.</source>
            <translation>{count} lecturas planificadas, {count2} alarmas, {count3} preguntas para el alta.</translation>
        </message>
        <message>
            <source>{count} readings or notes are still being sent.</source>
            <translation>Aún se están enviando {count} lecturas o notas.</translation>
        </message>
        <message>
            <source>{count} readings still on the way</source>
            <translation>{count} lecturas aún en camino</translation>
        </message>
        <message>
            <source>{count} without a value</source>
            <translation>{count} sin valor</translation>
        </message>
        <message>
            <source>{count} without an answer</source>
            <translation>{count} sin respuesta</translation>
        </message>
        <message>
            <source>{days} days ago</source>
            <translation>hace {days} días</translation>
        </message>
        <message>
            <source>{day} {long_month} {year}</source>
            <translation>{day} de {long_month} de {year}</translation>
        </message>
        <message>
            <source>{day} {month} {year}</source>
            <translation>{day} {month} {year}</translation>
        </message>
        <message>
            <source>{detail}, not plugged in.</source>
            <translation>{detail}, sin enchufar.</translation>
        </message>
        <message>
            <source>{detail}, plugged in.</source>
            <translation>{detail}, enchufado.</translation>
        </message>
        <message>
            <source>{device} not heard</source>
            <translation>{device} sin noticias</translation>
        </message>
        <message>
            <source>{disk_free_mb:.0f} MB free on the disk of the record.</source>
            <translation>{disk_free_mb:.0f} MB libres en el disco del registro.</translation>
        </message>
        <message>
            <source>{done} of {needed} taken</source>
            <translation>{done} de {needed} tomadas</translation>
        </message>
        <message>
            <source>{dose} at {time}: recorded in error, never given ({reason}{by})</source>
            <translation>{dose} a las {time}: registrada por error, nunca administrada ({reason}{by})</translation>
        </message>
        <message>
            <source>{drug}, {words}; gate {gate}</source>
            <translation>{drug}, {words}; control {gate}</translation>
        </message>
        <message>
            <source>{duration_min:g} min</source>
            <translation>{duration_min:g} min</translation>
        </message>
        <message>
            <source>{each}: {reason} Nobody can override this.</source>
            <translation>{each}: {reason} Nadie puede hacer una excepción.</translation>
        </message>
        <message>
            <source>{entry}, taken back</source>
            <translation>{entry}, anulado</translation>
        </message>
        <message>
            <source>{file}, written {day}. Which lines hold today?</source>
            <translation>{file}, escrito el {day}. ¿Qué líneas valen hoy?</translation>
        </message>
        <message>
            <source>{file}: its readings are shown nowhere any more; the import stays in the record.</source>
            <translation>{file}: sus mediciones ya no se muestran en ningún sitio; la importación queda en el registro.</translation>
        </message>
        <message>
            <source>{file}: {taken} readings, {left_out} rows left out, imported on {day} by {who}.</source>
            <translation>{file}: {taken} mediciones, {left_out} filas excluidas, importado el {day} por {who}.</translation>
        </message>
        <message>
            <source>{foot}   ·   page {page} of {pages}</source>
            <translation>{foot}   ·   página {page} de {pages}</translation>
        </message>
        <message>
            <source>{grave}Check missed: {check}</source>
            <translation>{grave}Comprobación omitida: {check}</translation>
        </message>
        <message>
            <source>{grave}another version of the link ({version}): nothing in it was read</source>
            <translation>{grave}otra versión del enlace ({version}): no se leyó nada de ella</translation>
        </message>
        <message>
            <source>{grave}from {start} on, {side}</source>
            <translation>{grave}desde las {start}, {side}</translation>
        </message>
        <message>
            <source>{grave}no clinician has signed this protocol</source>
            <translation>{grave}ningún clínico ha firmado este protocolo</translation>
        </message>
        <message>
            <source>{grave}no total: {count} items missing. {items}</source>
            <translation>{grave}sin total: faltan {count} apartados. {items}</translation>
        </message>
        <message>
            <source>{grave}none accepted</source>
            <translation>{grave}ninguna aceptada</translation>
        </message>
        <message>
            <source>{grave}not met: {items}</source>
            <translation>{grave}no se cumple: {items}</translation>
        </message>
        <message>
            <source>{grave}the patient's program did not say goodbye</source>
            <translation>{grave}el programa del paciente no se despidió</translation>
        </message>
        <message>
            <source>{grave}whoever typed the code said that the names were not theirs</source>
            <translation>{grave}quien escribió el código dijo que los nombres no eran los suyos</translation>
        </message>
        <message>
            <source>{grave}{count} came twice with other content; both are kept</source>
            <translation>{grave}{count} llegaron dos veces con otro contenido; se guardan ambos</translation>
        </message>
        <message>
            <source>{grave}{count} envelopes refused: altered, or not the patient's</source>
            <translation>{grave}{count} sobres rechazados: alterados, o no del paciente</translation>
        </message>
        <message>
            <source>{grave}{count} not delivered by a lost computer of the patient's</source>
            <translation>{grave}{count} sin entregar por un ordenador perdido del paciente</translation>
        </message>
        <message>
            <source>{grave}{count} readings whose time is uncertain</source>
            <translation>{grave}{count} lecturas de hora incierta</translation>
        </message>
        <message>
            <source>{grave}{count}, beside what they correct on the next pages</source>
            <translation>{grave}{count}, junto a lo que corrigen en las páginas siguientes</translation>
        </message>
        <message>
            <source>{have} of {of} items scored, no total. {names}.</source>
            <translation>{have} de {of} apartados puntuados, sin total. {names}.</translation>
        </message>
        <message>
            <source>{have} of {readings} readings of the last {max_age_min:g} min{spaced}.</source>
            <translation>{have} de {readings} lecturas de los últimos {max_age_min:g} min{spaced}.</translation>
        </message>
        <message>
            <source>{heading}; the worst here, all of them on the next pages</source>
            <translation>{heading}; aquí las peores, todas en las páginas siguientes</translation>
        </message>
        <message>
            <source>{hidden} more</source>
            <translation>{hidden} más</translation>
        </message>
        <message>
            <source>{hours} h {rest} min</source>
            <translation>{hours} h {rest} min</translation>
        </message>
        <message>
            <source>{id} no longer uses the program</source>
            <translation>{id} ya no usa el programa</translation>
        </message>
        <message>
            <source>{item}: 0, and no item may be 0.</source>
            <translation>{item}: 0, y ningún apartado puede ser 0.</translation>
        </message>
        <message>
            <source>{item}: what the original holds to is not left out.</source>
            <translation>{item}: lo que el original exige no se quita.</translation>
        </message>
        <message>
            <source>{item}: {points:g}, {needed} is needed whatever the total.</source>
            <translation>{item}: {points:g}, se necesita {needed} sea cual sea el total.</translation>
        </message>
        <message>
            <source>{label} {value:g} is outside {low:g} to {high:g} {unit}.</source>
            <translation>{label} {value:g} está fuera de {low:g} a {high:g} {unit}.</translation>
        </message>
        <message>
            <source>{last}{count} readings, {apart:.0f} min apart</source>
            <translation>{last}{count} lecturas, separadas {apart:.0f} min</translation>
        </message>
        <message>
            <source>{later_min} min</source>
            <translation>{later_min} min</translation>
        </message>
        <message>
            <source>{left} in the mouth</source>
            <translation>{left} en la boca</translation>
        </message>
        <message>
            <source>{left} left</source>
            <translation>quedan {left}</translation>
        </message>
        <message>
            <source>{legend} Thin dark bars: the second cuff, in no average.</source>
            <translation>{legend} Barras oscuras finas: el segundo manguito, en ninguna media.</translation>
        </message>
        <message>
            <source>{limit} {own:g} again, as the preset has it</source>
            <translation>{limit} {own:g} de nuevo, como en la plantilla</translation>
        </message>
        <message>
            <source>{limit} {own:g}: off for this patient</source>
            <translation>{limit} {own:g}: desactivado para este paciente</translation>
        </message>
        <message>
            <source>{limit} {value:g} instead of {own:g}</source>
            <translation>{limit} {value:g} en vez de {own:g}</translation>
        </message>
        <message>
            <source>{limit}, in any case</source>
            <translation>{limit}, en todo caso</translation>
        </message>
        <message>
            <source>{limit}, over age {age}</source>
            <translation>{limit}, a partir de {age} años</translation>
        </message>
        <message>
            <source>{limit}, {priority} alarm</source>
            <translation>{limit}, alarma de prioridad {priority}</translation>
        </message>
        <message>
            <source>{limit}, {priority}, in {unit}</source>
            <translation>{limit}, {priority}, en {unit}</translation>
        </message>
        <message>
            <source>{low:g} to {high:g}</source>
            <translation>{low:g} a {high:g}</translation>
        </message>
        <message>
            <source>{low} to {high}</source>
            <translation>{low} a {high}</translation>
        </message>
        <message>
            <source>{many} came from its memory: somebody else's, perhaps. {rest}</source>
            <translation>{many} de su memoria: quizá de otra persona. {rest}</translation>
        </message>
        <message>
            <source>{minute:.0f} min</source>
            <translation>{minute:.0f} min</translation>
        </message>
        <message>
            <source>{minutes:.0f} min</source>
            <translation>{minutes:.0f} min</translation>
        </message>
        <message>
            <source>{minutes:.0f} min more.</source>
            <translation>{minutes:.0f} min más.</translation>
        </message>
        <message>
            <source>{minutes:g} min</source>
            <translation>{minutes:g} min</translation>
        </message>
        <message>
            <source>{minutes} h {minutes2} min ago</source>
            <translation>hace {minutes} h {minutes2} min</translation>
        </message>
        <message>
            <source>{minutes} min</source>
            <translation>{minutes} min</translation>
        </message>
        <message>
            <source>{minutes} min after</source>
            <translation>{minutes} min después</translation>
        </message>
        <message>
            <source>{minutes} min ago</source>
            <translation>hace {minutes} min</translation>
        </message>
        <message>
            <source>{missed} alarm steps not seen here</source>
            <translation>{missed} pasos de alarma no vistos aquí</translation>
        </message>
        <message>
            <source>{missing} missing.</source>
            <translation>Falta: {missing}.</translation>
        </message>
        <message>
            <source>{name} has a secret: choose the name, and enter it.</source>
            <translation>{name} tiene una clave: elija el nombre e introdúzcala.</translation>
        </message>
        <message>
            <source>{name} has signed already: another person must sign.</source>
            <translation>{name} ya ha firmado: debe firmar otra persona.</translation>
        </message>
        <message>
            <source>{name} is forgotten. Its pairing with this computer stays.</source>
            <translation>{name} se ha olvidado. Su vínculo con este ordenador permanece.</translation>
        </message>
        <message>
            <source>{name} is over</source>
            <translation>{name} ya pasó</translation>
        </message>
        <message>
            <source>{name} is the only administrator with a secret. Make another person administrator first, and let them set a secret.</source>
            <translation>{name} es la única persona administradora con clave. Nombre antes a otra y que ponga una clave.</translation>
        </message>
        <message>
            <source>{name} is the only administrator. Make another person administrator first.</source>
            <translation>{name} es la única persona administradora. Nombre antes a otra.</translation>
        </message>
        <message>
            <source>{name} may use the program, as {role}</source>
            <translation>{name} puede usar el programa, como {role}</translation>
        </message>
        <message>
            <source>{name} must be a number above zero, or empty.</source>
            <translation>{name} debe ser un número mayor que cero, o vacío.</translation>
        </message>
        <message>
            <source>{name} {clock}: {what}, gate {gate}.{said}</source>
            <translation>{name} {clock}: {what}, control {gate}.{said}</translation>
        </message>
        <message>
            <source>{name} {top:g} at {minute:.0f} min</source>
            <translation>{name} {top:g} a los {minute:.0f} min</translation>
        </message>
        <message>
            <source>{name}, told and reached today</source>
            <translation>{name}, informado y localizado hoy</translation>
        </message>
        <message>
            <source>{name}: no value yet</source>
            <translation>{name}: todavía sin valor</translation>
        </message>
        <message>
            <source>{name}: the key {key} belongs to the program on every live screen.</source>
            <translation>{name}: la tecla {key} pertenece al programa en toda pantalla en vivo.</translation>
        </message>
        <message>
            <source>{name}: there is a preset of this id already</source>
            <translation>{name}: ya hay una plantilla con este identificador</translation>
        </message>
        <message>
            <source>{name}: {value} is no whole number.</source>
            <translation>{name}: {value} no es un número entero.</translation>
        </message>
        <message>
            <source>{name}: {value}; permitted: {low} to {high}.</source>
            <translation>{name}: {value}; permitido: {low} a {high}.</translation>
        </message>
        <message>
            <source>{name}: “{text}” is no number.</source>
            <translation>{name}: «{text}» no es un número.</translation>
        </message>
        <message>
            <source>{opened} of {rooms} open · who needs you comes first</source>
            <translation>{opened} de {rooms} abiertas · primero quien le necesita</translation>
        </message>
        <message>
            <source>{over} of {all} came over the link</source>
            <translation>{over} de {all} llegaron por el enlace</translation>
        </message>
        <message>
            <source>{over} of {all} readings over the link</source>
            <translation>{over} de {all} lecturas por el enlace</translation>
        </message>
        <message>
            <source>{pair} at {minute} min</source>
            <translation>{pair} a los {minute} min</translation>
        </message>
        <message>
            <source>{pair} at {time}</source>
            <translation>{pair} a las {time}</translation>
        </message>
        <message>
            <source>{pair} on {day}, imported from {file}, not taken here. {count} in all.</source>
            <translation>{pair} el {day}, importada de {file}, no tomada aquí. {count} en total.</translation>
        </message>
        <message>
            <source>{passed} of {minutes:g} min.</source>
            <translation>{passed} de {minutes:g} min.</translation>
        </message>
        <message>
            <source>{path} is not a kapmonitor record. It was left as it is. Move it away, or choose another data folder with --data.</source>
            <translation>{path} no es un registro de kapmonitor. Se dejó como estaba. Muévalo o elija otra carpeta de datos con --data.</translation>
        </message>
        <message>
            <source>{path}: cannot be read ({error}). It was left as it is. Repair it, or move it away to start with fresh settings. Sessions are not affected.</source>
            <translation>{path}: no se puede leer ({error}). Se dejó como estaba. Repárelo, o muévalo para empezar con ajustes nuevos. Las sesiones no se ven afectadas.</translation>
        </message>
        <message>
            <source>{path}: cannot be written ({strerror}).</source>
            <translation>{path}: no se puede escribir ({strerror}).</translation>
        </message>
        <message>
            <source>{path}: cannot be written ({strerror}). The record is not affected.</source>
            <translation>{path}: no se puede escribir ({strerror}). El registro no se ve afectado.</translation>
        </message>
        <message>
            <source>{path}: cannot be written ({strerror}). The record is not affected. Name another folder.</source>
            <translation>{path}: no se puede escribir ({strerror}). El registro no se ve afectado. Indique otra carpeta.</translation>
        </message>
        <message>
            <source>{path}: devices: missing: {sorted}</source>
            <translation>{path}: dispositivos: falta: {sorted}</translation>
        </message>
        <message>
            <source>{path}: must hold one JSON object.</source>
            <translation>{path}: debe contener un objeto JSON.</translation>
        </message>
        <message>
            <source>{path}: there is no such file.</source>
            <translation>{path}: no existe ese archivo.</translation>
        </message>
        <message>
            <source>{path}: {why} Nothing was changed.</source>
            <translation>{path}: {why} No se cambió nada.</translation>
        </message>
        <message>
            <source>{percent:g} % from baseline.</source>
            <translation>{percent:g} % respecto a la basal.</translation>
        </message>
        <message>
            <source>{person}, {station}</source>
            <translation>{person}, {station}</translation>
        </message>
        <message>
            <source>{preset}
Signed by: {signed}</source>
            <translation>{preset}
Firmado por: {signed}</translation>
        </message>
        <message>
            <source>{press} Its reading takes {about}.</source>
            <translation>{press} Su lectura tarda {about}.</translation>
        </message>
        <message>
            <source>{priority} alarm</source>
            <translation>alarma de prioridad {priority}</translation>
        </message>
        <message>
            <source>{priority} alarm: {reason}</source>
            <translation>Alarma de prioridad {priority}: {reason}</translation>
        </message>
        <message>
            <source>{priority} alarms</source>
            <translation>Alarmas de prioridad {priority}</translation>
        </message>
        <message>
            <source>{priority}: {signal} above</source>
            <translation>{priority}: {signal} por encima de</translation>
        </message>
        <message>
            <source>{priority}: {signal} below</source>
            <translation>{priority}: {signal} por debajo de</translation>
        </message>
        <message>
            <source>{priority}: {signal} from</source>
            <translation>{priority}: {signal} desde</translation>
        </message>
        <message>
            <source>{priority}: {signal} up to</source>
            <translation>{priority}: {signal} hasta</translation>
        </message>
        <message>
            <source>{provenance}, confirmed as taken then</source>
            <translation>{provenance}, confirmada como tomada entonces</translation>
        </message>
        <message>
            <source>{provenance}, does not count</source>
            <translation>{provenance}, no cuenta</translation>
        </message>
        <message>
            <source>{read_back}. Choose where it comes from, then Enter.</source>
            <translation>{read_back}. Elija de dónde viene y pulse Intro.</translation>
        </message>
        <message>
            <source>{read_back}. Enter records it.</source>
            <translation>{read_back}. Intro la registra.</translation>
        </message>
        <message>
            <source>{reading}: nothing proves when it was measured, so it does not count yet. Look at the cuff's display.</source>
            <translation>{reading}: nada prueba cuándo se midió, así que aún no cuenta. Mire la pantalla del manguito.</translation>
        </message>
        <message>
            <source>{reason} With {words}.</source>
            <translation>{reason} Con {words}.</translation>
        </message>
        <message>
            <source>{rest} min</source>
            <translation>{rest} min</translation>
        </message>
        <message>
            <source>{role_words} battery {charge:.0f} %.</source>
            <translation>{role_words}, batería {charge:.0f} %.</translation>
        </message>
        <message>
            <source>{role_words} not answering.</source>
            <translation>{role_words} no responde.</translation>
        </message>
        <message>
            <source>{role_words}: octets that could not be read were set aside.</source>
            <translation>{role_words}: se apartaron octetos que no se pudieron leer.</translation>
        </message>
        <message>
            <source>{roles} silent</source>
            <translation>{roles} sin señal</translation>
        </message>
        <message>
            <source>{rows} rows: {taken} to be taken, {asks} ask something, {left_out} left out, {refused} refused.</source>
            <translation>{rows} filas: {taken} se tomarán, {asks} preguntan algo, {left_out} excluidas, {refused} rechazadas.</translation>
        </message>
        <message>
            <source>{rule}
{last}next {time}</source>
            <translation>{rule}
{last}próxima {time}</translation>
        </message>
        <message>
            <source>{rule} This clinic asks for at least {hours} hours.</source>
            <translation>{rule} Esta clínica pide al menos {hours} horas.</translation>
        </message>
        <message>
            <source>{rule} {asked:g} or more</source>
            <translation>{rule} {asked:g} o más</translation>
        </message>
        <message>
            <source>{rule} {asked:g} or more.</source>
            <translation>{rule} {asked:g} o más.</translation>
        </message>
        <message>
            <source>{said} Confirmed: {call}</source>
            <translation>{said} Confirmada: {call}</translation>
        </message>
        <message>
            <source>{said} Still {threshold:.4g} {side}: {call}</source>
            <translation>{said} Si sigue en {threshold:.4g} {side}: {call}</translation>
        </message>
        <message>
            <source>{said} is out of range, and there is no baseline to compare with.</source>
            <translation>{said} está fuera de rango, y no hay basal con la que comparar.</translation>
        </message>
        <message>
            <source>{said}, and only after a night's sleep</source>
            <translation>{said}, y solo tras una noche de sueño</translation>
        </message>
        <message>
            <source>{said}, baseline {near}: neither within {within_percent:g} % nor in range.</source>
            <translation>{said}, basal {near}: ni a menos del {within_percent:g} % ni en rango.</translation>
        </message>
        <message>
            <source>{said}, medium off</source>
            <translation>{said}, media desactivada</translation>
        </message>
        <message>
            <source>{said}, not below {caps}.</source>
            <translation>{said}, no por debajo de {caps}.</translation>
        </message>
        <message>
            <source>{seconds:.0f} min</source>
            <translation>{seconds:.0f} min</translation>
        </message>
        <message>
            <source>{seconds:.0f} s</source>
            <translation>{seconds:.0f} s</translation>
        </message>
        <message>
            <source>{shown}, taken {late:.0f} min before it arrived. {words}</source>
            <translation>{shown}, tomada {late:.0f} min antes de llegar. {words}</translation>
        </message>
        <message>
            <source>{signal_words} was not measured.</source>
            <translation>{signal_words}: no se midió.</translation>
        </message>
        <message>
            <source>{signed}, from another installation</source>
            <translation>{signed}, de otra instalación</translation>
        </message>
        <message>
            <source>{signed}. Recorded with kapmonitor, which records and shows and decides nothing</source>
            <translation>{signed}. Registrado con kapmonitor, que registra y muestra y no decide nada</translation>
        </message>
        <message>
            <source>{signed}; {count} amended afterwards, see the report</source>
            <translation>{signed}; {count} enmendados después, véase el informe</translation>
        </message>
        <message>
            <source>{sign}{outcomes} at {at}</source>
            <translation>{sign}{outcomes} a las {at}</translation>
        </message>
        <message>
            <source>{size} cuff</source>
            <translation>manguito {size}</translation>
        </message>
        <message>
            <source>{size} free on its disk</source>
            <translation>{size} libres en su disco</translation>
        </message>
        <message>
            <source>{size} in use</source>
            <translation>{size} en uso</translation>
        </message>
        <message>
            <source>{software}   ·   session {id}   ·   digest {head}</source>
            <translation>{software}   ·   sesión {id}   ·   resumen {head}</translation>
        </message>
        <message>
            <source>{start} to {end} ({lasted}), {side}</source>
            <translation>de {start} a {end} ({lasted}), {side}</translation>
        </message>
        <message>
            <source>{test} It takes {about}.</source>
            <translation>{test} Tarda {about}.</translation>
        </message>
        <message>
            <source>{text} is no number of minutes. 0 or empty: only a person locks the screen.</source>
            <translation>{text} no es un número de minutos. 0 o vacío: solo una persona bloquea la pantalla.</translation>
        </message>
        <message>
            <source>{text} is no number.</source>
            <translation>{text} no es un número.</translation>
        </message>
        <message>
            <source>{text}, key {key}</source>
            <translation>{text}, tecla {key}</translation>
        </message>
        <message>
            <source>{time} ({minutes_from_dose} min)</source>
            <translation>{time} ({minutes_from_dose} min)</translation>
        </message>
        <message>
            <source>{time} after the dose</source>
            <translation>{time} después de la dosis</translation>
        </message>
        <message>
            <source>{time} gate overridden, {clinician}: {reason}</source>
            <translation>{time} excepción al control, {clinician}: {reason}</translation>
        </message>
        <message>
            <source>{time} · Message from the station, {sender}</source>
            <translation>{time} · Mensaje de la estación, {sender}</translation>
        </message>
        <message>
            <source>{title} answers.</source>
            <translation>{title} responde.</translation>
        </message>
        <message>
            <source>{told} (reason: {reason}{by})</source>
            <translation>{told} (motivo: {reason}{by})</translation>
        </message>
        <message>
            <source>{told}, not verified here</source>
            <translation>{told}, sin verificar aquí</translation>
        </message>
        <message>
            <source>{told}, test reading</source>
            <translation>{told}, medición de prueba</translation>
        </message>
        <message>
            <source>{total:g}, at least {low:g} asked for.</source>
            <translation>{total:g}, se pide al menos {low:g}.</translation>
        </message>
        <message>
            <source>{total:g}, at most {at_most} asked for.</source>
            <translation>{total:g}, se pide como máximo {at_most}.</translation>
        </message>
        <message>
            <source>{total:g}. {items}</source>
            <translation>{total:g}. {items}</translation>
        </message>
        <message>
            <source>{true}, not {recorded}</source>
            <translation>{true}, no {recorded}</translation>
        </message>
        <message>
            <source>{values} at {time}, accepted</source>
            <translation>{values} a las {time}, aceptada</translation>
        </message>
        <message>
            <source>{values} of {time} came over the link. Accept it as the test reading.</source>
            <translation>{values} de las {time} llegó por el enlace. Acéptela como lectura de prueba.</translation>
        </message>
        <message>
            <source>{values}, pulse {pulse}</source>
            <translation>{values}, pulso {pulse}</translation>
        </message>
        <message>
            <source>{weekday} {day} {month}, {time}</source>
            <translation>{weekday} {day} de {month}, {time}</translation>
        </message>
        <message>
            <source>{what} · {told}</source>
            <translation>{what} · {told}</translation>
        </message>
        <message>
            <source>{what}: {before} → {after}</source>
            <translation>{what}: {before} → {after}</translation>
        </message>
        <message>
            <source>{what}: {drug} {amount} {unit}, {route}, taken {time}</source>
            <translation>{what}: {drug} {amount} {unit}, {route}, tomada {time}</translation>
        </message>
        <message>
            <source>{what}: {value}</source>
            <translation>{what}: {value}</translation>
        </message>
        <message>
            <source>{when} {who}: {what} {before} to {after}. {why}</source>
            <translation>{when} {who}: {what} de {before} a {after}. {why}</translation>
        </message>
        <message>
            <source>{when}: baseline {baseline}, peak {peak}, dose {dose}, back after {back} min</source>
            <translation>{when}: basal {baseline}, máxima {peak}, dosis {dose}, de vuelta tras {back} min</translation>
        </message>
        <message>
            <source>{whose} · {what}</source>
            <translation>{whose} · {what}</translation>
        </message>
        <message>
            <source>{why} Call the patient: {phone}.</source>
            <translation>{why} Llame al paciente: {phone}.</translation>
        </message>
        <message>
            <source>{why} Reach the patient by voice.</source>
            <translation>{why} Hable con el paciente.</translation>
        </message>
        <message>
            <source>{words} Rows: {rows}, from row {first} on.</source>
            <translation>{words} Filas: {rows}, desde la fila {first}.</translation>
        </message>
        <message>
            <source>{words} at minute {minute}</source>
            <translation>{words} en el minuto {minute}</translation>
        </message>
        <message>
            <source>{words} from minute {start} to minute {end}.</source>
            <translation>{words} del minuto {start} al minuto {end}.</translation>
        </message>
        <message>
            <source>{words} is over now</source>
            <translation>{words} ya pasó</translation>
        </message>
        <message>
            <source>{words} recorded.</source>
            <translation>{words}: anotado.</translation>
        </message>
        <message>
            <source>{words}, excluded: {error_reason}</source>
            <translation>{words}, excluida: {error_reason}</translation>
        </message>
        <message>
            <source>{words}, happened {time}</source>
            <translation>{words}, ocurrió a las {time}</translation>
        </message>
        <message>
            <source>{words}, if you can say:</source>
            <translation>{words}, si puede decirlo:</translation>
        </message>
        <message>
            <source>{words}, key F7</source>
            <translation>{words}, tecla F7</translation>
        </message>
        <message>
            <source>{words}, taken into the baseline by a person</source>
            <translation>{words}, incluida en la basal por una persona</translation>
        </message>
        <message>
            <source>{words}{source}, {x:+d} min from {origin}</source>
            <translation>{words}{source}, {x:+d} min desde {origin}</translation>
        </message>
        <message>
            <source>{word}, one more</source>
            <translation>{word}, una más</translation>
        </message>
        <message>
            <source>{} is no number: write it as it is dialled.</source>
            <translation>{} no es un número: escríbalo como se marca.</translation>
        </message>
        <message>
            <source>× {dose}: never given</source>
            <translation>× {dose}: nunca administrada</translation>
        </message>
        <message>
            <source>× {dose}: {changed}</source>
            <translation>× {dose}: {changed}</translation>
        </message>
        <message>
            <source>– left out</source>
            <translation>– excluida</translation>
        </message>
        <message>
            <source>▲ A session of {day} was never ended: go back and resume it first.</source>
            <translation>▲ Una sesión del {day} no se terminó: vuelva y reanúdela primero.</translation>
        </message>
        <message>
            <source>▲ Booster: held</source>
            <translation>▲ Refuerzo: retenido</translation>
        </message>
        <message>
            <source>▲ Booster: overridden</source>
            <translation>▲ Refuerzo: por excepción</translation>
        </message>
        <message>
            <source>▲ Help would go to the address above. Record where they are now.</source>
            <translation>▲ La ayuda iría a la dirección de arriba. Anote dónde está ahora.</translation>
        </message>
        <message>
            <source>▲ Hold</source>
            <translation>▲ Retenida</translation>
        </message>
        <message>
            <source>▲ Hold: the link is not ready ({values} is within the limits)</source>
            <translation>▲ Retenida: el enlace no está listo ({values} está dentro de los límites)</translation>
        </message>
        <message>
            <source>▲ Hold: {values} is outside the limits</source>
            <translation>▲ Retenida: {values} está fuera de los límites</translation>
        </message>
        <message>
            <source>▲ Lapsed: take the baseline again</source>
            <translation>▲ Caducada: tome de nuevo la basal</translation>
        </message>
        <message>
            <source>▲ No dose yet: this must be answered first.</source>
            <translation>▲ Aún no hay dosis: antes hay que responder esto.</translation>
        </message>
        <message>
            <source>▲ Not recorded as out</source>
            <translation>▲ No consta como retirada</translation>
        </message>
        <message>
            <source>▲ Not signed before the dose.</source>
            <translation>▲ No firmado antes de la dosis.</translation>
        </message>
        <message>
            <source>▲ Overridden{until}</source>
            <translation>▲ Por excepción{until}</translation>
        </message>
        <message>
            <source>▲ Somebody came in by emergency access: an administrator sees to it in Settings, People.</source>
            <translation>▲ Alguien entró por acceso de emergencia: un administrador lo revisa en Ajustes, Personas.</translation>
        </message>
        <message>
            <source>▲ corrected</source>
            <translation>▲ corregida</translation>
        </message>
        <message>
            <source>▲ incomplete</source>
            <translation>▲ incompleta</translation>
        </message>
        <message>
            <source>▲ not known</source>
            <translation>▲ desconocido</translation>
        </message>
        <message>
            <source>▲ not met</source>
            <translation>▲ no se cumple</translation>
        </message>
        <message>
            <source>▲ unusual; usual is {low} to {high}</source>
            <translation>▲ inusual; lo habitual es {low} a {high}</translation>
        </message>
        <message>
            <source>▲ {name}, since {time}</source>
            <translation>▲ {name}, desde {time}</translation>
        </message>
        <message>
            <source>○ No cuff paired at the patient's yet.</source>
            <translation>○ Aún no hay manguito emparejado en casa del paciente.</translation>
        </message>
        <message>
            <source>○ no value</source>
            <translation>○ sin valor</translation>
        </message>
        <message>
            <source>○ not signed yet</source>
            <translation>○ todavía sin firmar</translation>
        </message>
        <message>
            <source>○ to ask</source>
            <translation>○ preguntar</translation>
        </message>
        <message>
            <source>● in reach now</source>
            <translation>● al alcance ahora</translation>
        </message>
        <message>
            <source>✓ Holds</source>
            <translation>✓ Vale</translation>
        </message>
        <message>
            <source>✓ Signed by drawing.</source>
            <translation>✓ Firmado con dibujo.</translation>
        </message>
        <message>
            <source>✓ Signed by drawing: {name}</source>
            <translation>✓ Firmado con dibujo: {name}</translation>
        </message>
        <message>
            <source>✓ Signed: {signed}</source>
            <translation>✓ Firmado: {signed}</translation>
        </message>
        <message>
            <source>✓ Take-home sheet given.</source>
            <translation>✓ Hoja para casa entregada.</translation>
        </message>
        <message>
            <source>✓ accepted</source>
            <translation>✓ aceptada</translation>
        </message>
        <message>
            <source>✓ all {count} met</source>
            <translation>✓ se cumplen los {count}</translation>
        </message>
        <message>
            <source>✓ met</source>
            <translation>✓ se cumple</translation>
        </message>
        <message>
            <source>✓ taken</source>
            <translation>✓ se toma</translation>
        </message>
        <message>
            <source>✓ {name}, {time}</source>
            <translation>✓ {name}, {time}</translation>
        </message>
        <message>
            <source>✕ refused</source>
            <translation>✕ rechazada</translation>
        </message>
    </context>
</TS>
